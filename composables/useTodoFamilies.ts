import type { TodoItem } from '~/composables/useTodos'
import { later } from '~/powersync/later'

const { duplicateTodos } = later(() => import('~/powersync/mutations/duplicate'))
const { nestTodo } = later(() => import('~/powersync/mutations/subtasks'))

/** Making a todo a subtask, and making another one like it: with undo. */
export function useTodoFamilies() {
  const me = useMe()
  const { t } = useWords()
  const { opened } = useDatabase()
  const { track, trackNew } = useHistory()
  const { show } = useToast()
  const { run } = useAction('act.notSaved')

  return {
    /** Makes it a subtask of the todo above it, if there is one. */
    nestBelow(todo: TodoItem, above: TodoItem | undefined) {
      if (!above) {
        show(t('subtask.nothingAbove'))
        return Promise.resolve(false)
      }
      return run(async () => {
        const words = t('subtask.nested', { title: shortened(todo.title), parent: shortened(above.title) })
        let isDone = false
        const { undo } = await track(words, { todos: [todo.id] }, async (db) => {
          isDone = await nestTodo(db, todo.id, above.id)
        })
        if (isDone) show(words, { undo })
        else show(t('subtask.notNested', { title: shortened(todo.title) }))
      })
    },

    duplicate: (todo: TodoItem) => run(async () => {
      const words = t('act.duplicated', { title: shortened(todo.title) })
      const { undo } = await trackNew(words, async () => duplicateTodos(await opened(), me.value, [todo.id]))
      show(words, { undo })
    }),
  }
}
