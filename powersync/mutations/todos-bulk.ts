import type { Database } from '../kysely.ts'
import type { Place } from './positions.ts'
import type { TodoChanges } from './todos.ts'
import { sql } from 'kysely'
import { inboxId } from '../../shared/inbox.ts'
import { uploadLimits } from '../../shared/limits.ts'
import { ensureInbox } from './inbox.ts'
import { inTransaction } from './in-transaction.ts'
import { positionsAfterMoves } from './positions.ts'
import { firstOf, movesTo } from './todo-order.ts'

/**
 * The same edit of many todos. Up to as many rows as one upload request holds are one transaction, so that they arrive together; more
 * are several. Rows that are already as wished are not written.
 */
export async function completeTodos(db: Database, me: string, ids: readonly string[]): Promise<void> {
  const completed_at = new Date().toISOString()
  await inParts(db, ids, part => tx => tx.updateTable('todos').set({ completed_at, completed_by: me }).where('id', 'in', part).where('completed_at', 'is', null).execute())
}

export async function reopenTodos(db: Database, ids: readonly string[]): Promise<void> {
  await inParts(db, ids, part => tx => tx.updateTable('todos').set({ completed_at: null, completed_by: null }).where('id', 'in', part).where('completed_at', 'is not', null).execute())
}

export async function removeTodos(db: Database, ids: readonly string[]): Promise<void> {
  const deleted_at = new Date().toISOString()
  await inParts(db, ids, part => tx => tx.updateTable('todos').set({ deleted_at }).where('id', 'in', part).where('deleted_at', 'is', null).execute())
}

/** Changes what is given and leaves the rest. */
export async function editTodos(db: Database, ids: readonly string[], { dueOn, priority, assigneeId }: Omit<TodoChanges, 'labels'>): Promise<void> {
  const changes = {
    ...(dueOn !== undefined && { due_on: dueOn }),
    ...(priority !== undefined && { priority }),
    ...(assigneeId !== undefined && { assignee_id: assigneeId }),
  }
  if (Object.keys(changes).length > 0) await inParts(db, ids, part => tx => tx.updateTable('todos').set(changes).where('id', 'in', part).execute())
}

/** `labelsOf` gives a todo's new labels, or null where they stay as they are. */
export async function labelTodos(db: Database, ids: readonly string[], labelsOf: (labels: string | null) => readonly string[] | null): Promise<void> {
  await inParts(db, ids, part => async (tx) => {
    const rows = await tx.selectFrom('todos').select(['id', 'labels']).where('id', 'in', part).execute()
    const changed = rows.flatMap(({ id, labels }) => {
      const next = labelsOf(labels)
      return next ? [[id, JSON.stringify(next)] as const] : []
    })
    await setEach(tx, 'labels', changed)
  })
}

/** To a place among the other todos of their list, in the order in which they are given. */
export async function placeTodos(db: Database, listId: string, ids: readonly string[], to: Place): Promise<void> {
  const moves = await movesTo(db, { listId, parentId: null }, ids, to)
  await inParts(db, moves, part => tx => setEach(tx, 'position', part.map(({ id, position }) => [id, position])))
}

/** Into another list, at its top, with their subtasks, in the order in which they are given. A subtask becomes a todo of its own. */
export async function moveTodosToList(db: Database, me: string, ids: readonly string[], listId: string): Promise<void> {
  const first = await firstOf(db, { listId, parentId: null })
  const moves = positionsAfterMoves(first ? [first] : [], ids, { before: first?.id }).filter(move => move.id !== first?.id)
  if (listId === inboxId(me)) await ensureInbox(db, me)
  await inParts(db, moves, part => async (tx) => {
    const moving = part.map(move => move.id)
    await tx.updateTable('todos').set({ list_id: listId, parent_id: null, number: null }).where('id', 'in', moving).execute()
    await tx.updateTable('todos').set({ list_id: listId, number: null }).where('parent_id', 'in', moving).execute()
    await setEach(tx, 'position', part.map(({ id, position }) => [id, position]))
  })
}

/** One transaction for each part. */
async function inParts<T>(db: Database, all: readonly T[], act: (part: readonly T[]) => (tx: Database) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += uploadLimits.batchOps) {
    const edit = act(all.slice(start, start + uploadLimits.batchOps))
    await inTransaction(db, async tx => void await edit(tx))
  }
}

/** A value of its own for each row, in one statement: each statement is a way to the database's worker and back. */
async function setEach(tx: Database, column: 'labels' | 'position', values: ReadonlyArray<readonly [id: string, value: string]>): Promise<void> {
  if (values.length === 0) return
  const given = JSON.stringify(Object.fromEntries(values))
  await sql`UPDATE todos SET ${sql.ref(column)} = given.value FROM json_each(${given}) AS given WHERE todos.id = given.key`.execute(tx)
}
