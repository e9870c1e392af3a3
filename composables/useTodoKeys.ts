import type { TodoItem } from '~/composables/useTodos'

interface Acts {
  toggle: (todo: TodoItem) => unknown
  edit: (todo: TodoItem) => unknown
  remove: (todo: TodoItem) => unknown
  /** Left out where the order is not a person's own. */
  step?: (todo: TodoItem, direction: 'up' | 'down') => unknown
  /** Makes it a subtask of the one above; left out where there is no such thing. */
  nest?: (todo: TodoItem) => unknown
  duplicate?: (todo: TodoItem) => unknown
  open: (todo: TodoItem) => unknown
}

/** The keys of a focused row. Keys pressed in its fields and buttons are theirs. */
export function useTodoKeys(find: (id: string) => TodoItem | undefined, canEdit: (todo: TodoItem) => boolean, { toggle, edit, remove, step, nest, duplicate, open }: Acts) {
  const keys: Record<string, (todo: TodoItem) => unknown> = {
    ' ': toggle,
    'Enter': todo => todo.completedAt ? open(todo) : edit(todo),
    'F2': edit,
    'Delete': remove,
    'Backspace': remove,
    ...step && { 'Alt+ArrowUp': (todo: TodoItem) => step(todo, 'up'), 'Alt+ArrowDown': (todo: TodoItem) => step(todo, 'down') },
    ...nest && { 'Mod+]': nest },
    ...duplicate && { 'Mod+d': duplicate },
  }

  /** Whether the key did something. */
  return (event: KeyboardEvent): boolean => {
    const row = event.target
    if (!(row instanceof HTMLElement)) return false
    const todo = find(row.dataset.todoRow ?? '')
    if (!todo) return false
    const key = `${event.altKey ? 'Alt+' : ''}${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.key}`
    const act = key === 'o' || key === 'ArrowRight' ? open : canEdit(todo) ? keys[key] : undefined
    if (!act) return false
    event.preventDefault()
    act(todo)
    return true
  }
}
