import type { Database } from '../kysely.ts'
import type { Place } from './positions.ts'
import type { TodoChanges } from './todos.ts'
import { sql } from 'kysely'
import { inboxId } from '../../shared/inbox.ts'
import { ensureInbox } from './inbox.ts'
import { inTransaction } from './in-transaction.ts'
import { positionsAfterMoves } from './positions.ts'
import { firstOf, movesTo } from './todo-order.ts'

/**
 * The same edit of many todos, as one transaction, so that they arrive together: no more at once than one upload takes (see `editManyTracked`). Rows
 * that are already as wished are not written.
 */
export async function completeTodos(db: Database, me: string, ids: readonly string[]): Promise<void> {
  const completed_at = new Date().toISOString()
  await db.updateTable('todos').set({ completed_at, completed_by: me }).where('id', 'in', ids).where('completed_at', 'is', null).execute()
}

export async function reopenTodos(db: Database, ids: readonly string[]): Promise<void> {
  await db.updateTable('todos').set({ completed_at: null, completed_by: null }).where('id', 'in', ids).where('completed_at', 'is not', null).execute()
}

export async function removeTodos(db: Database, ids: readonly string[]): Promise<void> {
  const deleted_at = new Date().toISOString()
  await db.updateTable('todos').set({ deleted_at }).where('id', 'in', ids).where('deleted_at', 'is', null).execute()
}

/** Changes what is given and leaves the rest. */
export async function editTodos(db: Database, ids: readonly string[], { dueOn, priority, assigneeId }: Omit<TodoChanges, 'labels'>): Promise<void> {
  const changes = {
    ...(dueOn !== undefined && { due_on: dueOn }),
    ...(priority !== undefined && { priority }),
    ...(assigneeId !== undefined && { assignee_id: assigneeId }),
  }
  if (Object.keys(changes).length > 0) await db.updateTable('todos').set(changes).where('id', 'in', ids).execute()
}

/** `labelsOf` gives a todo's new labels, or null where they stay as they are. */
export async function labelTodos(db: Database, ids: readonly string[], labelsOf: (labels: string | null) => readonly string[] | null): Promise<void> {
  await inTransaction(db, async (tx) => {
    const rows = await tx.selectFrom('todos').select(['id', 'labels']).where('id', 'in', ids).execute()
    const changed = rows.flatMap(({ id, labels }) => {
      const next = labelsOf(labels)
      return next ? [[id, JSON.stringify(next)] as const] : []
    })
    await setEach(tx, 'labels', changed)
  })
}

/** To a place among the other todos of their list, in the order in which they are given. */
export async function placeTodos(db: Database, listId: string, ids: readonly string[], to: Place): Promise<void> {
  await inTransaction(db, async (tx) => {
    const moves = await movesTo(tx, { listId, parentId: null }, ids, to)
    await setEach(tx, 'position', moves.map(({ id, position }) => [id, position]))
  })
}

/**
 * Into another list, at its top, with their subtasks, in the order in which they are given. The server gives them numbers there and frees them of
 * an assignee who is a stranger there. A subtask becomes a todo of its own.
 */
export async function moveTodosToList(db: Database, me: string, ids: readonly string[], listId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const first = await firstOf(tx, { listId, parentId: null })
    const moves = positionsAfterMoves(first ? [first] : [], ids, { before: first?.id }).filter(move => move.id !== first?.id)
    if (listId === inboxId(me)) await ensureInbox(tx, me)
    await tx.updateTable('todos').set({ list_id: listId, parent_id: null, number: null }).where('id', 'in', ids).execute()
    await tx.updateTable('todos').set({ list_id: listId, number: null }).where('parent_id', 'in', ids).execute()
    await setEach(tx, 'position', moves.map(({ id, position }) => [id, position]))
  })
}

/** A value of its own for each row, in one statement: each statement is a way to the database's worker and back. */
async function setEach(tx: Database, column: 'labels' | 'position', values: ReadonlyArray<readonly [id: string, value: string]>): Promise<void> {
  if (values.length === 0) return
  const given = JSON.stringify(Object.fromEntries(values))
  await sql`UPDATE todos SET ${sql.ref(column)} = given.value FROM json_each(${given}) AS given WHERE todos.id = given.key`.execute(tx)
}
