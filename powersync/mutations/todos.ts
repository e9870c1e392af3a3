import type { Database } from '../kysely.ts'
import type { Seen } from '../../shared/seen.ts'
import type { Place } from './positions.ts'
import { uuidv7 } from 'uuidv7'
import { inboxId } from '../../shared/inbox.ts'
import { ensureInbox } from './inbox.ts'
import { inTransaction } from './in-transaction.ts'
import { restoreList } from './lists.ts'
import { newTodo } from './new-todo.ts'
import { firstOf, makeRoom } from './todo-order.ts'
import { updateRow } from './update-row.ts'

export interface TodoChanges {
  dueOn?: string | null
  /** 0 (none) to 3 (high). */
  priority?: number
  assigneeId?: string | null
  labels?: readonly string[]
}

export interface NewTodo extends TodoChanges, Place {
  /** Makes it a subtask of this todo of the same list. */
  parentId?: string
  /** Its id, where that is known before; a new UUIDv7. */
  id?: string
  /** At the top of the list, whatever stands there now. */
  first?: boolean
}

/**
 * Adds a todo, at the end of the list unless a place is given. The Inbox is made by the first one that goes into it. Where its id is given and the
 * row is there, it was added before, and whatever became of it since stays.
 */
export async function addTodo(db: Database, me: string, listId: string, title: string, options: NewTodo = {}): Promise<string> {
  const id = options.id ?? uuidv7()
  const now = new Date().toISOString()
  await inTransaction(db, async (tx) => {
    if (options.id !== undefined && await tx.selectFrom('todos').select('id').where('id', '=', id).executeTakeFirst()) return
    if (listId === inboxId(me)) await ensureInbox(tx, me)
    const parentId = options.parentId ?? null
    await tx.insertInto('todos').values(newTodo(me, now, {
      id,
      list_id: listId,
      parent_id: parentId,
      title,
      due_on: options.dueOn ?? null,
      priority: options.priority ?? 0,
      assignee_id: options.assigneeId ?? null,
      labels: JSON.stringify(options.labels ?? []),
      position: await makeRoom(tx, { listId, parentId }, id, options.first ? { before: (await firstOf(tx, { listId, parentId: null }))?.id } : options),
    })).execute()
  })
  return id
}

/** @param seen what it was called before the eyes of whoever renames it: see `updateRow` */
export async function renameTodo(db: Database, id: string, title: string, seen?: Seen): Promise<void> {
  await updateRow(db, 'todos', id, { title }, seen)
}

/** Who completed it is written by the server; the local value is shown until that comes. */
export async function completeTodo(db: Database, me: string, id: string): Promise<void> {
  await db.updateTable('todos').set({ completed_at: new Date().toISOString(), completed_by: me }).where('id', '=', id).execute()
}

export async function reopenTodo(db: Database, id: string): Promise<void> {
  await db.updateTable('todos').set({ completed_at: null, completed_by: null }).where('id', '=', id).execute()
}

/**
 * Changes what is given and leaves the rest.
 * @param seen what stood there before the eyes of whoever changes it: see `updateRow`
 */
export async function editTodo(db: Database, id: string, { dueOn, priority, assigneeId, labels }: TodoChanges, seen?: Seen): Promise<void> {
  await updateRow(db, 'todos', id, {
    ...(dueOn !== undefined && { due_on: dueOn }),
    ...(priority !== undefined && { priority }),
    ...(assigneeId !== undefined && { assignee_id: assigneeId }),
    ...(labels !== undefined && { labels: JSON.stringify(labels) }),
  }, seen)
}

/** Into the trash; {@link restoreTodo} takes it out again. */
export async function removeTodo(db: Database, id: string): Promise<void> {
  await db.updateTable('todos').set({ deleted_at: new Date().toISOString() }).where('id', '=', id).execute()
}

export async function restoreTodo(db: Database, id: string): Promise<void> {
  await db.updateTable('todos').set({ deleted_at: null }).where('id', '=', id).execute()
}

/**
 * Out of the trash, together with what it stands in where that was deleted too: the list, then the todo that it is a subtask of. In this order,
 * because nothing goes into what is deleted.
 */
export async function restoreTodoAndAbove(db: Database, id: string, { parentId, listId }: { parentId: string | null, listId: string | null }): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (listId !== null) await restoreList(tx, listId)
    if (parentId !== null) await restoreTodo(tx, parentId)
    await restoreTodo(tx, id)
  })
}
