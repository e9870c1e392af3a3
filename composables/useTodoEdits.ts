import type { Expected } from '~/composables/todo/expected-todos'
import type { TodoItem, UsedTodos } from '~/composables/useTodos'
import type { MessageKey } from '~/i18n/message-key'
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
  const { t } = useWords()

  return {
    rename: (id: string, title: string) => run(() => expecting([id], { title }, () => (
      track(t('act.renamed', { title: shortened(title) }), { todos: [id] }, () => rename(id, title))
    ))),
    update: (id: string, changes: TodoChanges) => run(() => expecting([id], expectedOf(changes), () => (
      track(name => t(changeKey(changes), { title: shortened(name) }), { todos: [id] }, () => update(id, changes))
    ))),
    toggle(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(() => expecting([todo.id], { completedAt: todo.completedAt ? null : new Date().toISOString() }, async () => {
        const words = t(todo.completedAt ? 'act.reopened' : 'act.completed', { title: shortened(todo.title) })
        await track(words, { todos: [todo.id] }, () => todo.completedAt ? reopen(todo.id) : complete(todo.id))
        polite(t(todo.completedAt ? 'act.saidReopened' : 'act.saidCompleted', { title: todo.title }))
      }))
    },
    /** For pages without completed todos, where a completed one is gone from the screen. */
    completeWithUndo(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(() => expecting([todo.id], { completedAt: new Date().toISOString() }, async () => {
        const words = t('act.completed', { title: shortened(todo.title) })
        const { undo } = await track(words, { todos: [todo.id] }, () => complete(todo.id))
        show(words, { undo })
      }))
    },
    removeWithUndo(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(() => expecting([todo.id], { isGone: 'deleted' }, async () => {
        const words = t('act.removed', { title: shortened(todo.title) })
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
function changeKey({ dueOn, priority, assigneeId, labels }: TodoChanges): MessageKey {
  if (dueOn !== undefined) return 'act.changedDate'
  if (priority !== undefined) return 'act.changedPriority'
  if (assigneeId !== undefined) return 'act.changedAssignee'
  return labels === undefined ? 'act.changed' : 'act.changedLabels'
}
