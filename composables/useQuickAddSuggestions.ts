import type { Ref } from 'vue'
import type { QuickAddContext } from '~/composables/board/quick-add-words'

interface QuickAddSuggestion {
  /** As it is put into the line. */
  word: string
  label: string
}

const most = 6
/** A `#` or `@` that is being typed, up to the caret. */
const beginning = /(?:^|\s)([#@])([\p{L}\p{N}_-]*)$/u

/**
 * What a `#` or `@` in the line may become: labels in use, the most used first, and people of the list. The arrows go through them and Enter takes
 * the one they are on; Tab takes the first. Who types on has never chosen.
 */
export function useQuickAddSuggestions(text: Ref<string>, field: () => HTMLInputElement | null, people: () => QuickAddContext['people']) {
  const caret = ref(0)
  const index = ref(-1)
  const dismissed = ref('')
  const begun = computed(() => beginning.exec(text.value.slice(0, caret.value)))
  const labels = useLabels(() => null, () => begun.value?.[1] === '#')

  const suggestions = computed<QuickAddSuggestion[]>(() => {
    const [, sign, typed = ''] = begun.value ?? []
    if (!sign || dismissed.value === text.value) return []
    const wanted = typed.toLowerCase()
    const words = sign === '#'
      ? labels.value.filter(label => /^[\p{L}\p{N}_-]+$/u.test(label)).map(label => ({ word: `#${label}`, label }))
      : people().map(({ name }) => ({ word: `@${name.split(/\s/)[0] ?? name}`, label: name }))
    return words.filter(({ word }) => word.slice(1).toLowerCase().startsWith(wanted) && word.slice(1) !== typed).slice(0, most)
  })
  watch(suggestions, () => { index.value = -1 })

  async function take(suggestion = suggestions.value[index.value]) {
    if (!suggestion) return
    const before = text.value.slice(0, caret.value).replace(/[#@][^#@]*$/, `${suggestion.word} `)
    text.value = before + text.value.slice(caret.value).trimStart()
    caret.value = before.length
    await nextTick()
    field()?.setSelectionRange(before.length, before.length)
  }

  const keys: Record<string, () => unknown> = {
    ArrowDown: () => { index.value = (index.value + 1) % suggestions.value.length },
    ArrowUp: () => { index.value = (index.value > 0 ? index.value : suggestions.value.length) - 1 },
    Escape: () => { dismissed.value = text.value },
  }

  return {
    suggestions,
    index: readonly(index),
    take,
    /** To be called where the caret may have moved. */
    look() {
      caret.value = field()?.selectionStart ?? 0
    },
    /** The field was left. */
    dismiss() {
      dismissed.value = text.value
    },
    /** Whether the key was for the suggestions. */
    onKeydown(event: KeyboardEvent): boolean {
      if (suggestions.value.length === 0 || event.isComposing || event.shiftKey) return false
      const act = event.key === 'Tab' ? () => take(suggestions.value[Math.max(0, index.value)]) : event.key === 'Enter' && index.value >= 0 ? () => take() : keys[event.key]
      if (!act) return false
      event.preventDefault()
      event.stopPropagation()
      void act()
      return true
    },
  }
}
