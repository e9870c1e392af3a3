import type { TodoItem } from '~/composables/useTodos'

interface Acts {
  toggle: (todo: TodoItem) => unknown
  edit: (todo: TodoItem) => unknown
  remove: (todo: TodoItem) => unknown
  step: (todo: TodoItem, direction: 'up' | 'down') => unknown
  open: (todo: TodoItem) => unknown
}

/** The keys of a focused row. Keys pressed in its fields and buttons are theirs. */
export function useTodoKeys(find: (id: string) => TodoItem | undefined, canEdit: () => boolean, { toggle, edit, remove, step, open }: Acts) {
  const keys: Record<string, (todo: TodoItem) => unknown> = {
    ' ': toggle,
    'Enter': todo => todo.completedAt ? open(todo) : edit(todo),
    'F2': edit,
    'Delete': remove,
    'Backspace': remove,
    'Alt+ArrowUp': todo => step(todo, 'up'),
    'Alt+ArrowDown': todo => step(todo, 'down'),
  }

  /** Whether the key did something. */
  return (event: KeyboardEvent): boolean => {
    const row = event.target
    if (!(row instanceof HTMLElement) || event.ctrlKey || event.metaKey) return false
    const todo = find(row.dataset.todoRow ?? '')
    const act = event.key === 'o' || event.key === 'ArrowRight' ? open : canEdit() ? keys[event.altKey ? `Alt+${event.key}` : event.key] : undefined
    if (!todo || !act) return false
    event.preventDefault()
    act(todo)
    return true
  }
}
