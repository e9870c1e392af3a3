import type { Expected } from '~/composables/todo/expected-todos'
import type { TodoItem, UsedTodos } from '~/composables/useTodos'
import { useExpectedTodos } from '~/composables/todo/expected-todos'

type TodoChanges = Parameters<UsedTodos['update']>[1]
type TodoEdits = Pick<UsedTodos, 'rename' | 'update' | 'complete' | 'reopen' | 'remove'>

/**
 * What a person does to todos wherever these are shown, said aloud, with undo where something would be lost and words where it fails.
 * `beforeLeaving` is called before a row goes (completed, deleted): the focus must not go with it.
 */
export function useTodoEdits({ rename, update, complete, reopen, remove }: TodoEdits, beforeLeaving: (id: string) => void) {
  const { show } = useToast()
  const { track } = useHistory()
  const { expecting } = useExpectedTodos()
  const { run } = useAction('act.notSaved')
  const { polite } = useAnnouncer()

  return {
    rename: (id: string, title: string) => run(() => expecting([id], { title }, () => (
      track(`Renamed “${shortened(title)}”`, { todos: [id] }, () => rename(id, title))
    ))),
    update: (id: string, changes: TodoChanges) => run(() => expecting([id], expectedOf(changes), () => (
      track(name => changeWords(changes, shortened(name)), { todos: [id] }, () => update(id, changes))
    ))),
    toggle(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(() => expecting([todo.id], { completedAt: todo.completedAt ? null : new Date().toISOString() }, async () => {
        const words = `${todo.completedAt ? 'Reopened' : 'Completed'} “${shortened(todo.title)}”`
        await track(words, { todos: [todo.id] }, () => todo.completedAt ? reopen(todo.id) : complete(todo.id))
        polite(todo.completedAt ? `${todo.title} is open again` : `Completed ${todo.title}`)
      }))
    },
    /** For pages without completed todos, where a completed one is gone from the screen. */
    completeWithUndo(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(() => expecting([todo.id], { completedAt: new Date().toISOString() }, async () => {
        const words = `Completed “${shortened(todo.title)}”`
        const { undo } = await track(words, { todos: [todo.id] }, () => complete(todo.id))
        show(words, { undo })
      }))
    },
    removeWithUndo(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(() => expecting([todo.id], { isGone: true }, async () => {
        const words = `Deleted “${shortened(todo.title)}”`
        const { undo } = await track(words, { todos: [todo.id] }, () => remove(todo.id))
        show(words, { undo })
      }))
    },
  }
}

/** How the todo looks with the changes. Who does it is known by id only: their name comes with the row. */
function expectedOf({ dueOn, priority, labels }: TodoChanges): Expected {
  return { ...dueOn !== undefined && { dueOn }, ...priority !== undefined && { priority }, ...labels && { labels: [...labels] } }
}

/** What was changed, as a message says it. */
function changeWords({ dueOn, priority, assigneeId, labels }: TodoChanges, title: string): string {
  if (dueOn !== undefined) return `Changed the date of “${title}”`
  if (priority !== undefined) return `Changed the priority of “${title}”`
  if (assigneeId !== undefined) return `Changed who does “${title}”`
  return labels === undefined ? `Changed “${title}”` : `Changed the labels of “${title}”`
}

/** A title as a short message holds it. */
export function shortened(title: string): string {
  return title.length > 48 ? `${title.slice(0, 47).trimEnd()}…` : title
}
