import type { Ref } from 'vue'
import type { QuickAddContext, QuickAddItem } from '~/composables/board/quick-add-words'
import type { LanguageCode } from '~/i18n/languages'

import { quickAddWords } from '~/composables/board/quick-add-words'

const loadLineDates = async (code: LanguageCode) => (await import('~/composables/board/line-dates')).loadLineDates(code)

/** Reads a line as it is typed. The date library is fetched when `prepare` is called, which is when somebody begins to type. */
export function useQuickAddWords(text: Ref<string>, people: () => QuickAddContext['people']) {
  const dates = shallowRef<QuickAddContext['dates']>(null)
  const kept = ref(new Set<string>())
  let preparing: Promise<void> | null = null
  const { language } = useWords()
  watch(language, () => {
    dates.value = null
    preparing = null
  })

  const readLine = (line: string) => quickAddWords(line, { people: people(), dates: dates.value, kept: kept.value })
  const read = computed(() => readLine(text.value))
  watch(text, (now) => {
    if (!now) kept.value = new Set()
  })

  /** Offline before it was ever fetched, dates stay words until the next time the field is entered. */
  function prepare(): Promise<void> {
    preparing ??= loadLineDates(language.value.code).catch(() => null).then((found) => {
      dates.value = found
      if (!found) preparing = null
    })
    return preparing
  }

  return {
    chips: computed(() => read.value.chips),
    /** The line as its chips show it. */
    item: computed(() => read.value.item),
    keepAsWords(match: string) {
      kept.value = new Set([...kept.value, match])
    },
    prepare,
    /** A word that would be read as a field if these lines were typed. */
    wordIn: (lines: readonly string[]) => lines.flatMap(line => readLine(line).chips)[0]?.match,
    /** The line as it stands: at once, or where the date library is still on its way, when that is here. */
    take(): QuickAddItem | Promise<QuickAddItem> {
      if (dates.value) return read.value.item
      const [line, keptThen] = [text.value, kept.value]
      return prepare().then(() => quickAddWords(line, { people: people(), dates: dates.value, kept: keptThen }).item)
    },
  }
}
