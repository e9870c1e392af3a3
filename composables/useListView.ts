import type { ListView } from '~/composables/board/list-view'
import type { QuickAddItem } from '~/composables/board/quick-add-words'
import type { TodoItem } from '~/composables/useTodos'
import { filterTodos, isFiltered, plainView, readView, sortTodos } from '~/composables/board/list-view'
import { viewOf } from '~/powersync/questions/board'
import { later } from '~/powersync/later'

const { keepListView } = later(() => import('~/powersync/mutations/list-views'))

/** How this person looks at a list on this device: its order and what of it is shown. It goes with the account when that signs out. */
export function useListView(listId: () => string) {
  const { opened } = useDatabase()
  const { language } = useWords()
  const { today } = useDayWords()
  const { rows, isLoading } = useLiveQuery(() => viewOf(listId()), rows => rows)
  /** What was just chosen, until the database says the same. */
  const chosen = shallowRef<ListView | null>(null)
  watch(rows, ([row]) => {
    // Whoever types is ahead of the database: an older answer takes nothing back.
    if (row?.view === JSON.stringify(chosen.value)) chosen.value = null
  })
  const view = computed(() => chosen.value ?? readView(rows.value[0]?.view))
  const isByHand = computed(() => view.value.sort === 'manual')

  async function change(changes: Partial<ListView>) {
    const next = { ...view.value, ...changes }
    chosen.value = next
    await keepListView(await opened(), listId(), JSON.stringify(next))
  }

  return {
    view,
    isLoading,
    isByHand,
    isFiltered: computed(() => isFiltered(view.value)),
    change,
    reset: () => change(plainView),
    /** Whether a todo that is being added would not be seen. */
    hides: ({ title, labels = [], priority = 0, dueOn, assigneeId }: QuickAddItem) => {
      const todo = { title, labels, priority, dueOn: dueOn ?? null, assignee: assigneeId === undefined ? null : { userId: assigneeId } }
      return filterTodos([todo], view.value, today.value).length === 0
    },
    filter: (todos: readonly TodoItem[]) => filterTodos(todos, view.value, today.value),
    arrange: (todos: readonly TodoItem[]) => sortTodos(filterTodos(todos, view.value, today.value), view.value, language.value.tag),
  }
}
