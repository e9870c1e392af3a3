import type { TodoItem, UsedTodos } from '~/composables/useTodos'

type TodoEdits = Pick<UsedTodos, 'rename' | 'update' | 'complete' | 'reopen' | 'remove' | 'restore'>

/**
 * What a person does to todos wherever these are shown, said aloud, with undo where something would be lost and words where it fails.
 * `beforeLeaving` is called before a row goes (completed, deleted): the focus must not go with it.
 */
export function useTodoEdits({ rename, update, complete, reopen, remove, restore }: TodoEdits, beforeLeaving: (id: string) => void) {
  const { show } = useToast()
  const { run } = useAction('That edit could not be saved on this device.')
  const { polite } = useAnnouncer()

  return {
    rename: (id: string, title: string) => run(() => rename(id, title)),
    update: (id: string, changes: Parameters<UsedTodos['update']>[1]) => run(() => update(id, changes)),
    toggle(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(async () => {
        await (todo.completedAt ? reopen(todo.id) : complete(todo.id))
        polite(todo.completedAt ? `${todo.title} is open again` : `Completed ${todo.title}`)
      })
    },
    /** For pages without completed todos, where a completed one is gone from the screen. */
    completeWithUndo(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(async () => {
        await complete(todo.id)
        show(`Completed “${shortened(todo.title)}”`, { undo: () => reopen(todo.id) })
      })
    },
    removeWithUndo(todo: TodoItem) {
      beforeLeaving(todo.id)
      return run(async () => {
        await remove(todo.id)
        show(`Deleted “${shortened(todo.title)}”`, { undo: () => restore(todo.id) })
      })
    },
  }
}

/** A title as a short message holds it. */
export function shortened(title: string): string {
  return title.length > 48 ? `${title.slice(0, 47).trimEnd()}…` : title
}
