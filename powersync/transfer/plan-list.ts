import type { Database } from '../kysely.ts'
import type { ImportedList, ImportedTodo, ImportNote } from './import-file.ts'
import type { PlannedList } from './plan-import.ts'
import { ownershipLimits } from '../../shared/limits.ts'
import { KnownTodos } from './known-todos.ts'

/** Which of a list's todos are new. @param id the list that is there already; null for a new one */
export async function planList(db: Database, id: string | null, list: ImportedList, notes: ImportNote[]): Promise<PlannedList> {
  const known = id === null ? KnownTodos.none : await KnownTodos.of(db, id, list.todos)
  const room = ownershipLimits.liveTodosPerList - known.size
  const plan: PlannedList = { id, list, todos: [], added: 0, present: 0 }
  let over = 0

  function isNew(todo: ImportedTodo, parent: string | null | undefined): boolean {
    if (known.take(todo, parent) !== null) plan.present += 1
    else if (plan.added >= room) over += 1
    else {
      plan.added += 1
      return true
    }
    return false
  }

  for (const todo of list.todos) {
    const there = known.take(todo, null)
    if (there !== null) {
      plan.present += 1
      const subtasks = todo.subtasks.filter(sub => isNew(sub, there))
      if (subtasks.length > 0) plan.todos.push({ id: there, todo, subtasks })
    }
    else if (isNew(todo, undefined)) plan.todos.push({ id: null, todo, subtasks: todo.subtasks.filter(sub => isNew(sub, undefined)) })
    else over += todo.subtasks.length
  }
  if (over > 0) notes.push({ line: null, key: 'transfer.full', values: { name: list.name, max: ownershipLimits.liveTodosPerList, count: over } })
  return plan
}
