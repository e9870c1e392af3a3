import type { Translate } from '~/i18n/translate'
import { trashDays } from '~/shared/trash'
import { trashedLists, trashedTodos } from '~/powersync/questions/put-away'
import { later } from '~/powersync/later'

const { restoreList } = later(() => import('~/powersync/mutations/lists'))
const { restoreTodoAndAbove } = later(() => import('~/powersync/mutations/todos'))

export interface Deleted {
  id: string
  name: string
  icon: string | null
  color: string | null
  deletedAt: string
  /** Who deleted it, where that is known already: the server says it. */
  by: string | null
  /** This very person did. */
  isMine: boolean
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
  const { nameOf } = useListNames()
  const { opened } = useDatabase()
  const lists = useLiveQuery(() => trashedLists(me.value))
  const todos = useLiveQuery(() => trashedTodos(me.value))

  function wordsOf(todo: typeof todos.rows.value[number]): string {
    const name = nameOf({ listId: todo.listId, name: todo.listName })
    const list = todo.listDeletedAt && todo.role === 'owner' ? t('trash.withList', { name }) : name
    if (todo.parentTitle === null) return list
    return t(todo.parentDeletedAt ? 'trash.withParent' : 'trash.subtaskOf', { parent: shortened(todo.parentTitle), list })
  }

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
      by: todo.deleterName,
      isMine: todo.deletedBy === me.value,
      words: wordsOf(todo),
      obstacle: obstacleOf(todo, t),
      async restore() {
        await restoreTodoAndAbove(await opened(), todo.id, { parentId: todo.parentDeletedAt && todo.parentId, listId: todo.listDeletedAt && todo.listId })
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
