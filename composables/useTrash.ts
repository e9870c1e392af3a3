import { trashDays } from '~/shared/trash'
import { restoreList } from '~/powersync/mutations/lists'
import { restoreTodo, restoreTodoAndList } from '~/powersync/mutations/todos'
import { selectTrashedLists, selectTrashedTodos } from '~/powersync/queries/trash'

export interface Deleted {
  id: string
  name: string
  icon: string | null
  color: string | null
  deletedAt: string
  /** Who deleted it, where that is known: of todos it is not. */
  by: string | null
  /** What else is to be known about it: in which list it was, what comes back with it. */
  words: string
  /** Why this person cannot restore it; null when they can. */
  obstacle: string | null
  restore: () => Promise<void>
}

/** What was deleted and can still be restored, the last first. */
export function useTrash() {
  const me = useMe()
  const { opened } = useDatabase()
  const lists = useLiveQuery(db => selectTrashedLists(db, me.value))
  const todos = useLiveQuery(db => selectTrashedTodos(db, me.value))

  return {
    lists: computed(() => lists.rows.value.map((list): Deleted => ({
      ...list,
      by: list.ownerId === me.value ? 'you' : list.ownerName,
      words: todosIn(list.todoCount ?? 0),
      obstacle: list.role === 'owner' ? null : 'Only its owner can restore it.',
      restore: async () => restoreList(await opened(), list.id),
    }))),
    todos: computed(() => todos.rows.value.map((todo): Deleted => ({
      id: todo.id,
      name: todo.title,
      icon: todo.listIcon,
      color: todo.listColor,
      deletedAt: todo.deletedAt,
      by: null,
      words: todo.listDeletedAt && todo.role === 'owner' ? `${todo.listName}, which is deleted too and comes back with it` : todo.listName,
      obstacle: obstacleOf(todo),
      async restore() {
        const db = await opened()
        await (todo.listDeletedAt ? restoreTodoAndList(db, todo.id, todo.listId) : restoreTodo(db, todo.id))
      },
    }))),
    isLoading: computed(() => lists.isLoading.value || todos.isLoading.value),
    error: computed(() => lists.error.value ?? todos.error.value),
  }
}

/** Whole days until the server deletes it for good; a day that has begun counts. */
export function daysLeft(deletedAt: string, now: Date): number {
  return Math.max(0, Math.ceil(trashDays - (now.getTime() - Date.parse(deletedAt)) / 86_400_000))
}

function obstacleOf(todo: { listDeletedAt: string | null, listArchivedAt: string | null, role: string }): string | null {
  if (todo.listDeletedAt && todo.role !== 'owner') return 'Its list was deleted. The list’s owner can restore it.'
  if (todo.role === 'viewer') return 'You can look at its list, but not change it.'
  return todo.listArchivedAt && !todo.listDeletedAt ? 'Its list is archived. Unarchive the list first.' : null
}

function todosIn(count: number): string {
  return count === 0 ? 'without todos' : count === 1 ? 'with its todo' : `with its ${count.toLocaleString('en-GB')} todos`
}
