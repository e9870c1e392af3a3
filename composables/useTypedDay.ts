import type { DateWords } from '~/composables/board/date-words'
import { dayOfWords } from '~/composables/board/date-in-line'
import { loadDateWords } from '~/composables/board/date-words'

/** A day as people type it: “fri”, “in 3 weeks”, “1 dec”. The date library is fetched with `prepare`. */
export function useTypedDay() {
  const text = ref('')
  const dates = shallowRef<DateWords | null>(null)
  const { language } = useWords()

  return {
    text,
    /** `2026-12-01`; null as long as the words mean none. */
    day: computed(() => dates.value && dayOfWords(text.value, dates.value)),
    /** The words are whole and mean no day to come. */
    isNone: computed(() => dates.value !== null && text.value.trim().length > 2 && dayOfWords(text.value, dates.value) === null),
    /** Offline before it was ever fetched, there are still the days to choose from. */
    prepare: () => loadDateWords(language.value.code).then(found => dates.value = found, () => null),
  }
}
