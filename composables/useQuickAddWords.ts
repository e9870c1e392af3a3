import type { Ref } from 'vue'
import type { QuickAddContext } from '~/composables/board/quick-add-words'

import { quickAddWords } from '~/composables/board/quick-add-words'

/** Reads a line as it is typed. The date library is fetched when `prepare` is called, which is when somebody begins to type. */
export function useQuickAddWords(text: Ref<string>, people: () => QuickAddContext['people']) {
  const findDates = shallowRef<QuickAddContext['findDates']>(null)
  const kept = ref(new Set<string>())

  const read = computed(() => quickAddWords(text.value, { people: people(), findDates: findDates.value, kept: kept.value }))
  watch(text, (now) => {
    if (!now) kept.value = new Set()
  })

  return {
    item: computed(() => read.value.item),
    chips: computed(() => read.value.chips),
    keepAsWords(match: string) {
      kept.value = new Set([...kept.value, match])
    },
    async prepare() {
      if (findDates.value) return
      try {
        // Day before month, as most of the world writes it, unless this person's language is American English.
        const { GB, casual } = await import('chrono-node/en')
        const chrono = navigator.language === 'en-US' ? casual : GB
        findDates.value = line => chrono.parse(line, new Date(), { forwardDate: true })
      }
      catch {
        // Offline before it was ever fetched: dates stay words until the next time the field is entered.
        findDates.value = null
      }
    },
  }
}
