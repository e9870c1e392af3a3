import type { QuickAddItem } from '~/composables/board/quick-add-words'

/** A list's todos as this person looks at them: in the chosen order, and what the filter leaves of them. */
export function useShownTodos(listId: () => string) {
  const todos = useTodos(listId)
  const { arrange, filter, hides, isByHand, isFiltered, reset, isLoading } = useListView(listId)
  const { show } = useToast()
  const { t } = useWords()
  /** Whether the order is the person's own, to be changed by hand. */
  const canPlace = computed(() => isByHand.value && !isFiltered.value)

  return {
    todos,
    open: computed(() => arrange(todos.open.value)),
    completed: computed(() => filter(todos.completed.value)),
    /** Also those that the filter hides. */
    find: (id: string | null) => [...todos.open.value, ...todos.completed.value].find(todo => todo.id === id) ?? null,
    isLoading: computed(() => todos.isLoading.value || isLoading.value),
    isFiltered,
    canPlace,
    reset,
    /** Says so where a new todo is not to be seen. */
    tellHidden(items: readonly QuickAddItem[]) {
      const [hidden, ...others] = items.filter(hides)
      if (!hidden) return
      show(others.length ? t('view.hiddenMany', { count: others.length + 1 }) : t('view.hidden', { title: shortened(hidden.title) }), { isOutcome: true })
    },
    /** Says why rows do not go where they are put. */
    tellSorted: () => show(t(isByHand.value ? 'view.notFiltered' : 'view.notByHand'), { isOutcome: true }),
  }
}
