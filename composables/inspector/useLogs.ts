import type { ComputedRef, Ref } from 'vue'
import type { InspectorEvent } from './InspectorEvent'
import { computed, ref, shallowRef, watch } from 'vue'
import { useInspectorFeed } from './feed'
import { clockWords } from './number-words'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogLine {
  id: string
  at: number
  level: LogLevel
  /** Which tab it came from: `this tab`, or the path that the other shows. Lines of the worker come through every tab. */
  from: string
  message: string
  error: string | null
}

export interface UsedLogs {
  /** Those that match, oldest first, at most a thousand. */
  lines: ComputedRef<LogLine[]>
  /** How many match. */
  total: ComputedRef<number>
  least: Ref<LogLevel>
  search: Ref<string>
  isPaused: Ref<boolean>
  clear: () => void
  /** The shown lines as text. */
  asText: () => string
}

const levels: Readonly<Record<LogLevel, number>> = { debug: 0, info: 30, warn: 40, error: 50 }
const drawn = 1_000

/** The SDK's log of all tabs and of the worker. While paused it stays as it was; nothing that comes meanwhile is lost. */
export function useLogs(): UsedLogs {
  const { events, tabs, clearedAt } = useInspectorFeed()
  const least = ref<LogLevel>('info')
  const search = ref('')
  const isPaused = ref(false)
  const shown = shallowRef<readonly InspectorEvent[]>(events.value)
  watch([events, isPaused], () => {
    if (!isPaused.value) shown.value = events.value
  }, { immediate: true })

  const names = computed(() => new Map(tabs.value.map(({ id, path }, index) => [id, index === 0 ? 'this tab' : path])))
  const matching = computed(() => withoutEchoes(shown.value).flatMap(({ id, at, tab, fact }) => {
    if (fact.kind !== 'log' || at <= clearedAt.value || fact.level < levels[least.value]) return []
    const line = { id, at, level: levelOf(fact.level), from: names.value.get(tab) ?? 'a closed tab', message: fact.message, error: fact.error }
    return `${line.message} ${line.error ?? ''}`.toLowerCase().includes(search.value.toLowerCase()) ? [line] : []
  }))

  return {
    lines: computed(() => matching.value.slice(-drawn)),
    total: computed(() => matching.value.length),
    least,
    search,
    isPaused,
    clear: () => { clearedAt.value = Date.now() },
    asText: () => matching.value.map(({ at, level, from, message, error }) => `${clockWords(at)} ${level.toUpperCase()} [${from}] ${message}${error ? ` ${error}` : ''}`).join('\n'),
  }
}

/** The worker tells every tab the same at the same moment: one of them is enough. */
function withoutEchoes(events: readonly InspectorEvent[]): InspectorEvent[] {
  const last = new Map<string, { at: number, tab: string }>()
  return events.filter(({ at, tab, fact }) => {
    if (fact.kind !== 'log') return false
    const before = last.get(fact.message)
    const isEcho = before !== undefined && before.tab !== tab && at - before.at < 100
    if (!isEcho) last.set(fact.message, { at, tab })
    return !isEcho
  })
}

function levelOf(level: number): LogLevel {
  return level >= levels.error ? 'error' : level >= levels.warn ? 'warn' : level >= levels.info ? 'info' : 'debug'
}
