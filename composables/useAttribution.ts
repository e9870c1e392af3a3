import { momentWords } from '~/composables/board/moment-words'
import { attributionOf } from '~/powersync/questions/detail'

/** The acts that are told, and the keys of their words: done by somebody, by oneself, by nobody known. */
const told = {
  completed: ['by.completed', 'by.completedByYou', 'by.completedAt'],
  changed: ['by.changed', 'by.changedByYou', 'by.changedAt'],
  created: ['by.created', 'by.createdByYou', 'by.createdAt'],
} as const

/** Who made, changed and completed a todo, and when, in sentences; the last first. */
export function useAttribution(todoId: () => string) {
  const me = useMe()
  const now = useClock(30_000)
  const { t, language } = useWords()
  const { rows } = useLiveQuery(() => attributionOf(todoId()))

  function when(moment: string): string {
    const { ago, day, time } = momentWords(moment, now.value, language.value.tag)
    return ago ?? t('by.dayAt', { day, time })
  }

  function sentence(act: keyof typeof told, at: string | null, by: string | null, name: string | null) {
    if (at === null) return []
    const [bySomebody, byMe, byNobody] = told[act]
    const words = by === me.value ? t(byMe, { when: when(at) }) : name === null ? t(byNobody, { when: when(at) }) : t(bySomebody, { name, when: when(at) })
    return [{ act, at, words }]
  }

  return {
    sentences: computed(() => rows.value.flatMap(row => [
      ...sentence('completed', row.completedAt, row.completedBy, row.completerName),
      ...sentence('changed', row.changedAt, row.changedBy, row.changerName),
      ...sentence('created', row.createdAt, row.createdBy, row.creatorName),
    ])),
  }
}
