import type { ListItem } from '~/composables/useLists'
import type { TodoItem } from '~/composables/useTodos'
import { moveTodoBack, moveTodoToList } from '~/powersync/mutations/todos'

/** Moving todos from list to list, with undo. Only lists that the person may change are offered. */
export function useTodoMoves() {
  const { opened } = useDatabase()
  const { lists } = useLists()
  const { show } = useToast()
  const { run } = useAction('The todo could not be moved on this device.')
  const targets = computed(() => lists.value.filter(list => !list.archivedAt && list.role !== 'viewer'))

  return {
    targets,
    moveTo(todo: TodoItem | undefined, from: string, to: string) {
      const target: ListItem | undefined = targets.value.find(list => list.id === to)
      if (!todo || !target || from === to) return Promise.resolve(false)
      return run(async () => {
        await moveTodoToList(await opened(), todo.id, to)
        show(`Moved “${shortened(todo.title)}” to ${target.name}`, { undo: async () => moveTodoBack(await opened(), todo.id, from, todo.position) })
      })
    },
  }
}
