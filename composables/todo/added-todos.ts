import type { Added, Expected } from '~/composables/todo/expectations'
import type { TodoItem } from '~/composables/useTodos'
import type { NewTodo } from '~/powersync/mutations/todos'

/** A list's todos with those that are just being added, each where it will stand. */
export function withAdded(items: readonly TodoItem[], added: readonly Added[], expected: ReadonlyMap<string, Expected>): readonly TodoItem[] {
  return added.reduce((all, { item, to }) => {
    const changes = expected.get(item.id)
    if (changes?.isGone || all.some(todo => todo.id === item.id)) return all
    return all.toSpliced(indexOf(all, to), 0, changes ? { ...item, ...changes } : item)
  }, items)
}

function indexOf(items: readonly TodoItem[], { before, after, first = false }: Added['to']): number {
  const index = items.findIndex(todo => todo.id === (before ?? after))
  if (index >= 0) return before === undefined ? index + 1 : index
  return first ? 0 : items.length
}

/** A todo as it looks before the database has it. Who does it is known by id only: their name comes with the row. */
export function newItem(id: string, title: string, { dueOn = null, priority = 0, labels = [] }: NewTodo): TodoItem {
  return {
    id, title, dueOn, priority, labels: [...labels], completedAt: null, completedByName: null, assignee: null, number: null, position: '',
    isWaiting: false, problem: null, problemId: null,
  }
}
