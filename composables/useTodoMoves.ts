import type { ListItem } from '~/composables/useLists'
import type { TodoItem } from '~/composables/useTodos'
import { later } from '~/powersync/later'

const { familyOf } = later(() => import('~/powersync/queries/subtasks'))
const { moveTodoToList } = later(() => import('~/powersync/mutations/todos'))

/** Moving todos from list to list, with undo. Only lists that the person may change are offered. */
export function useTodoMoves() {
  const { opened } = useDatabase()
  const { lists, inbox } = useLists()
  const me = useMe()
  const { show } = useToast()
  const { t } = useWords()
  const { track } = useHistory()
  const { run } = useAction('todo.moveFailed')
  const targets = computed(() => [inbox.value, ...lists.value].filter(list => !list.archivedAt && list.role !== 'viewer'))

  return {
    targets,
    moveTo(todo: TodoItem | undefined, from: string, to: string) {
      const target: ListItem | undefined = targets.value.find(list => list.id === to)
      if (!todo || !target || from === to) return Promise.resolve(false)
      return run(async () => {
        const words = t('act.movedTo', { title: shortened(todo.title), list: target.name })
        const db = await opened()
        const { undo } = await track(words, { todos: await familyOf(db, todo.id) }, tx => moveTodoToList(tx, me.value, todo.id, to))
        show(words, { undo })
      })
    },
  }
}
