import type { Database } from '../kysely.ts'
import type { Place } from './positions.ts'
import { uuidv7 } from 'uuidv7'
import { restoreList } from './lists.ts'
import { positionAtEnd, positionsAfterMove } from './positions.ts'

export interface TodoChanges {
  dueOn?: string | null
  /** 0 (none) to 3 (high). */
  priority?: number
  assigneeId?: string | null
  labels?: readonly string[]
}

export interface NewTodo extends TodoChanges, Place {}

/** Adds a todo, at the end of the list unless a place is given. */
export async function addTodo(db: Database, me: string, listId: string, title: string, options: NewTodo = {}): Promise<string> {
  const id = uuidv7()
  const now = new Date().toISOString()
  await db.transaction().execute(async (tx) => {
    const position = await makeRoom(tx, listId, id, options)
    await tx.insertInto('todos').values({
      id,
      list_id: listId,
      parent_id: null,
      title,
      completed_at: null,
      completed_by: null,
      due_on: options.dueOn ?? null,
      priority: options.priority ?? 0,
      assignee_id: options.assigneeId ?? null,
      labels: JSON.stringify(options.labels ?? []),
      position,
      number: null,
      created_by: me,
      deleted_at: null,
      created_at: now,
      updated_at: now,
    }).execute()
  })
  return id
}

export async function renameTodo(db: Database, id: string, title: string): Promise<void> {
  await db.updateTable('todos').set({ title }).where('id', '=', id).execute()
}

/** Who completed it is written by the server; the local value is shown until that comes. */
export async function completeTodo(db: Database, me: string, id: string): Promise<void> {
  await db.updateTable('todos').set({ completed_at: new Date().toISOString(), completed_by: me }).where('id', '=', id).execute()
}

export async function reopenTodo(db: Database, id: string): Promise<void> {
  await db.updateTable('todos').set({ completed_at: null, completed_by: null }).where('id', '=', id).execute()
}

/** Changes what is given and leaves the rest. */
export async function editTodo(db: Database, id: string, { dueOn, priority, assigneeId, labels }: TodoChanges): Promise<void> {
  const changes = {
    ...(dueOn !== undefined && { due_on: dueOn }),
    ...(priority !== undefined && { priority }),
    ...(assigneeId !== undefined && { assignee_id: assigneeId }),
    ...(labels !== undefined && { labels: JSON.stringify(labels) }),
  }
  if (Object.keys(changes).length === 0) return
  await db.updateTable('todos').set(changes).where('id', '=', id).execute()
}

/** Into the trash; {@link restoreTodo} takes it out again. */
export async function removeTodo(db: Database, id: string): Promise<void> {
  await db.updateTable('todos').set({ deleted_at: new Date().toISOString() }).where('id', '=', id).execute()
}

export async function restoreTodo(db: Database, id: string): Promise<void> {
  await db.updateTable('todos').set({ deleted_at: null }).where('id', '=', id).execute()
}

/** Out of the trash, together with its list where that was deleted too: in this order, because nothing goes into a deleted list. */
export async function restoreTodoAndList(db: Database, id: string, listId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await restoreList(tx, listId)
    await restoreTodo(tx, id)
  })
}

export async function moveTodo(db: Database, listId: string, id: string, to: Place): Promise<void> {
  await db.transaction().execute(tx => place(tx, listId, id, to))
}

/** Into another list, at its top. The server gives it a number there, takes its subtasks along and frees it of an assignee who is a stranger there. */
export async function moveTodoToList(db: Database, id: string, listId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const first = await tx.selectFrom('todos')
      .where('list_id', '=', listId)
      .where('deleted_at', 'is', null)
      .where('parent_id', 'is', null)
      .select('id')
      .orderBy('position')
      .orderBy('id')
      .executeTakeFirst()
    await tx.updateTable('todos').set({ list_id: listId, number: null }).where('id', '=', id).execute()
    await place(tx, listId, id, { before: first?.id })
  })
}

/** Back to where it was before {@link moveTodoToList}. */
export async function moveTodoBack(db: Database, id: string, listId: string, position: string): Promise<void> {
  await db.updateTable('todos').set({ list_id: listId, position }).where('id', '=', id).execute()
}

async function place(tx: Database, listId: string, id: string, to: Place): Promise<void> {
  await setPositions(tx, positionsAfterMove(await orderOf(tx, listId), id, to))
}

/** The position for a todo that is not there yet. Each question to the database is a way to its worker and back: no more than it takes. */
async function makeRoom(tx: Database, listId: string, id: string, { before, after }: Place): Promise<string> {
  if (before !== undefined || after !== undefined) {
    const moves = positionsAfterMove(await orderOf(tx, listId), id, { before, after })
    await setPositions(tx, moves.filter(move => move.id !== id))
    const own = moves.find(move => move.id === id)
    if (own) return own.position
  }
  const last = await tx.selectFrom('todos').where('list_id', '=', listId).select(eb => eb.fn.max('position').as('position')).executeTakeFirst()
  return positionAtEnd(last?.position)
}

async function setPositions(tx: Database, positions: ReadonlyArray<{ id: string, position: string }>): Promise<void> {
  for (const { id, position } of positions) await tx.updateTable('todos').set({ position }).where('id', '=', id).execute()
}

function orderOf(tx: Database, listId: string) {
  return tx.selectFrom('todos')
    .where('list_id', '=', listId)
    .where('deleted_at', 'is', null)
    .where('parent_id', 'is', null)
    .select(['id', 'position'])
    .orderBy('position')
    .orderBy('id')
    .execute()
}
