import type { AskedField } from '~/composables/useAskedField'
import type { TodoBoard } from '~/composables/useTodoBoard'
import type { TodoItem } from '~/composables/useTodos'
import { chordOf } from '~/composables/board/chord'
import { byChord } from '~/composables/board/shortcuts'

interface Acts {
  toggle: (todo: TodoItem) => unknown
  edit: (todo: TodoItem) => unknown
  remove: (todo: TodoItem) => unknown
  /** Left out where the order is not a person's own. */
  step?: (todo: TodoItem, direction: 'up' | 'down') => unknown
  /** Makes it a subtask of the one above; left out where there is no such thing. */
  nest?: (todo: TodoItem) => unknown
  duplicate?: (todo: TodoItem) => unknown
  open: (id: string) => unknown
  /** Closes what is open beside the list. */
  leave: () => unknown
}

/** The keys of a focused row. Keys pressed in its fields and buttons are theirs. */
export function useTodoKeys({ find, ask }: Pick<TodoBoard, 'find' | 'ask'>, canEdit: (todo: TodoItem) => boolean, acts: Acts) {
  const { toggle, edit, remove, step, nest, duplicate, open, leave } = acts
  const look = ({ id }: TodoItem) => open(id)
  const looks = byChord<(todo: TodoItem) => unknown>({ details: look, letGo: leave })
  const asks = (field: AskedField) => (todo: TodoItem) => ask(field, todo)
  const edits = byChord<(todo: TodoItem) => unknown>({
    complete: toggle,
    rename: edit,
    remove,
    nest,
    duplicate,
    due: asks('due'),
    priority: asks('priority'),
    labels: asks('labels'),
    assignee: asks('assignee'),
    list: asks('list'),
    ...step && { up: todo => step(todo, 'up'), down: todo => step(todo, 'down') },
  })

  /** Whether the key did something. */
  return (event: KeyboardEvent): boolean => {
    const row = event.target
    const todo = row instanceof HTMLElement ? find(row.dataset.todoRow ?? '') : undefined
    if (!todo) return false
    const chord = chordOf(event)
    // A completed todo is not renamed in passing: Enter looks at it.
    const act = looks.get(chord) ?? (canEdit(todo) ? chord === 'enter' && todo.completedAt ? look : edits.get(chord) : undefined)
    if (!act) return false
    event.preventDefault()
    act(todo)
    return true
  }
}
