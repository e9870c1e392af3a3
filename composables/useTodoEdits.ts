import type { Expected } from '~/composables/todo/expectations'
import type { TodoItem } from '~/composables/useTodos'
import type { MessageKey } from '~/i18n/message-key'
import type { TodoChanges } from '~/powersync/mutations/todos'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { seenOf } from '~/composables/todo/seen-of'
import { later } from '~/powersync/later'

const { completeTodo, editTodo, removeTodo, renameTodo, reopenTodo } = later(() => import('~/powersync/mutations/todos'))

interface Screen {
  /** A todo as it is shown now. */
  find: (id: string) => TodoItem | undefined
  /** Called before a row goes (completed, deleted): the focus must not go with it. */
  beforeLeaving: (id: string) => void
}

/** What a person does to todos wherever these are shown, said aloud, with undo where something would be lost and words where it fails. */
export function useTodoEdits({ find, beforeLeaving }: Screen) {
  const me = useMe()
  const { seenBy } = useSeen()
  const { show } = useToast()
  const { track } = useHistory()
  const { expecting } = useExpectedTodos()
  const { run } = useAction('act.notSaved')
  const { polite } = useAnnouncer()
  const { t } = useWords()

  return {
    /** @param was what it was called when the person began */
    rename(id: string, title: string, was: string) {
      const seen = seenBy({ title: was })
      return run(() => expecting([id], { title }, () => (
        track(t('act.renamed', { title: shortened(title) }), { todos: [id] }, db => renameTodo(db, id, title, seen))
      ), { seen: { [id]: seen } }))
    },
    update(id: string, changes: TodoChanges) {
      const todo = find(id)
      const seen = seenBy(todo ? seenOf(todo) : {})
      return run(() => expecting([id], expectedOf(changes), () => (
        track(name => t(changeKey(changes), { title: shortened(name) }), { todos: [id] }, db => editTodo(db, id, changes, seen))
      ), { seen: { [id]: seen } }))
    },
    toggle(todo: TodoItem) {
      return run(() => expecting([todo.id], { completedAt: todo.completedAt ? null : new Date().toISOString() }, async () => {
        const words = t(todo.completedAt ? 'act.reopened' : 'act.completed', { title: shortened(todo.title) })
        await track(words, { todos: [todo.id] }, db => todo.completedAt ? reopenTodo(db, todo.id) : completeTodo(db, me.value, todo.id))
        polite(t(todo.completedAt ? 'act.saidReopened' : 'act.saidCompleted', { title: todo.title }))
      }, { beforeListed: () => beforeLeaving(todo.id) }))
    },
    /** For pages without completed todos, where a completed one is gone from the screen. */
    completeWithUndo(todo: TodoItem) {
      return run(() => expecting([todo.id], { completedAt: new Date().toISOString() }, async () => {
        const words = t('act.completed', { title: shortened(todo.title) })
        const { undo } = await track(words, { todos: [todo.id] }, db => completeTodo(db, me.value, todo.id))
        show(words, { undo })
      }, { beforeListed: () => beforeLeaving(todo.id) }))
    },
    removeWithUndo(todo: TodoItem) {
      return run(() => expecting([todo.id], { isGone: 'deleted' }, async () => {
        const words = t('act.removed', { title: shortened(todo.title) })
        const { undo } = await track(words, { todos: [todo.id] }, db => removeTodo(db, todo.id))
        show(words, { undo })
      }, { beforeListed: () => beforeLeaving(todo.id) }))
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
