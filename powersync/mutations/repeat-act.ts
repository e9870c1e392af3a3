import type { Database } from '../kysely.ts'
import type { NewTodo, TodoChanges } from './todos.ts'
import { addTodo, editTodo, renameTodo } from './todos.ts'
import { completeTodos, removeTodos, reopenTodos } from './todos-bulk.ts'

/** Something that a person did to todos, in a form that can be written down. */
export interface KeptAct {
  /** A UUIDv7; of what adds a todo, the todo's. */
  readonly id: string
  /** Who did it: an account's id, or the guest's. */
  readonly owner: string
  readonly added?: { readonly listId: string, readonly title: string, readonly options: NewTodo }
  readonly edited?: { readonly ids: readonly string[], readonly changes: KeptChanges }
}

export interface KeptChanges extends TodoChanges {
  readonly title?: string
  readonly isCompleted?: boolean
  readonly isDeleted?: boolean
}

/**
 * Does an act that may have been done before. A todo that is there is not added again; one that is as wished, or gone, is not written. Else it is
 * an edit like one that was made offline: whoever was overwritten is told.
 */
export async function repeatAct(db: Database, { id, owner, added, edited }: KeptAct): Promise<void> {
  if (added) await addTodo(db, owner, added.listId, added.title, { ...added.options, id })
  if (!edited) return
  const { ids, changes: { title, isCompleted, isDeleted, ...fields } } = edited
  if (isCompleted === true) await completeTodos(db, owner, ids)
  if (isCompleted === false) await reopenTodos(db, ids)
  if (isDeleted) await removeTodos(db, ids)
  for (const todo of ids) {
    if (title !== undefined) await renameTodo(db, todo, title)
    await editTodo(db, todo, fields)
  }
}
