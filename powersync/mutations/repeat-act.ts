import type { Database } from '../kysely.ts'
import type { KeptMove } from './repeat-move.ts'
import type { NewTodo, TodoChanges } from './todos.ts'
import type { Seen } from '../../shared/seen.ts'
import { repeatMove } from './repeat-move.ts'
import { addTodo, editTodo, renameTodo } from './todos.ts'
import { completeTodos, removeTodos, reopenTodos } from './todos-bulk.ts'

/** Something that a person did to todos, in a form that can be written down. */
export interface KeptAct extends KeptMove {
  /** A UUIDv7; of what adds a todo, the todo's. */
  readonly id: string
  /** Who did it: an account's id, or the guest's. */
  readonly owner: string
  readonly added?: { readonly listId: string, readonly title: string, readonly options: NewTodo }
  /** `seen`: by todo, what stood there before the eyes of whoever made the changes. */
  readonly edited?: { readonly ids: readonly string[], readonly changes: KeptChanges, readonly seen?: Readonly<Record<string, Seen>> }
}

export interface KeptChanges extends TodoChanges {
  readonly title?: string
  readonly isCompleted?: boolean
  readonly isDeleted?: boolean
}

/**
 * Does an act that may have been done before. A todo that is there is not added again; one that is as wished, or gone, is not written. Else it is
 * an edit like one that was made offline: the server is told what its author saw then, and tells whoever is overwritten.
 */
export async function repeatAct(db: Database, { id, owner, added, edited, ...move }: KeptAct): Promise<void> {
  if (added) await addTodo(db, owner, added.listId, added.title, { ...added.options, id })
  await repeatMove(db, owner, move)
  if (!edited) return
  const { ids, seen = {}, changes: { title, isCompleted, isDeleted, ...fields } } = edited
  if (isCompleted === true) await completeTodos(db, owner, ids)
  if (isCompleted === false) await reopenTodos(db, ids)
  if (isDeleted) await removeTodos(db, ids)
  for (const todo of ids) {
    if (title !== undefined) await renameTodo(db, todo, title, seen[todo])
    await editTodo(db, todo, fields, seen[todo])
  }
}
