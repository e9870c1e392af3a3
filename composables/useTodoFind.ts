import type { TodoItem } from '~/composables/useTodos'

/**
 * Looking for words in a list as a browser does on a page. The browser's own search sees only the rows that are drawn, which of a long
 * list are few.
 *
 * @param show brings a row onto the screen without taking the focus from the field
 */
export function useTodoFind(todos: () => readonly TodoItem[], show: (id: string) => void, leaveTo: (id: string | null) => void) {
  const isOpen = ref(false)
  const text = ref('')
  const currentId = shallowRef<string | null>(null)

  const matches = computed(() => {
    const words = text.value.toLowerCase().split(/\s+/).filter(word => word !== '')
    if (!isOpen.value || words.length === 0) return []
    return todos().filter(({ title, labels }) => {
      const text = [title, ...labels].join(' ').toLowerCase()
      return words.every(word => text.includes(word))
    })
  })
  const index = computed(() => matches.value.findIndex(todo => todo.id === currentId.value))

  function step(by: number) {
    const { length } = matches.value
    currentId.value = length === 0 ? null : matches.value[(Math.max(index.value, by < 0 ? 0 : -1) + by + length) % length]?.id ?? null
    if (currentId.value !== null) show(currentId.value)
  }

  watch(text, () => {
    if (index.value < 0) step(1)
  })

  return {
    isOpen,
    text,
    /** The row that is shown now. */
    currentId: computed(() => index.value < 0 ? null : currentId.value),
    /** From 1; 0 while nothing is found. */
    position: computed(() => index.value + 1),
    count: computed(() => matches.value.length),
    step,
    open: () => { isOpen.value = true },
    close() {
      isOpen.value = false
      leaveTo(currentId.value)
    },
  }
}
