import type { Translate } from '~/composables/useWords'
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
  const { t } = useWords()
  const me = useMe()
  const { opened } = useDatabase()
  const lists = useLiveQuery(db => selectTrashedLists(db, me.value))
  const todos = useLiveQuery(db => selectTrashedTodos(db, me.value))

  return {
    lists: computed(() => lists.rows.value.map((list): Deleted => ({
      ...list,
      by: list.ownerName,
      isMine: list.ownerId === me.value,
      words: list.todoCount ? t('trash.withTodos', { count: list.todoCount }) : t('trash.withoutTodos'),
      obstacle: list.role === 'owner' ? null : t('trash.onlyOwner'),
      restore: async () => restoreList(await opened(), list.id),
    }))),
    todos: computed(() => todos.rows.value.map((todo): Deleted => ({
      id: todo.id,
      name: todo.title,
      icon: todo.listIcon,
      color: todo.listColor,
      deletedAt: todo.deletedAt,
      by: null,
      words: todo.listDeletedAt && todo.role === 'owner' ? t('trash.withList', { name: todo.listName }) : todo.listName,
      obstacle: obstacleOf(todo, t),
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

function obstacleOf(todo: { listDeletedAt: string | null, listArchivedAt: string | null, role: string }, t: Translate): string | null {
  if (todo.listDeletedAt && todo.role !== 'owner') return t('trash.listOwner')
  if (todo.role === 'viewer') return t('trash.viewer')
  return todo.listArchivedAt && !todo.listDeletedAt ? t('trash.archived') : null
}
