import type { Database } from '../kysely.ts'
import type { Place } from './positions.ts'
import { inTransaction } from './in-transaction.ts'
import { makeRoom, orderOf, placeTodo } from './todo-order.ts'

/** Moves a subtask among those of the same todo. */
export async function moveSubtask(db: Database, id: string, to: Place): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await tx.selectFrom('todos').select(['list_id', 'parent_id']).where('id', '=', id).executeTakeFirst()
    if (row) await placeTodo(tx, { listId: row.list_id, parentId: row.parent_id }, id, to)
  })
}

/**
 * Makes a todo the last subtask of another one of its list. There is one level only.
 * @returns whether that was possible: not for a todo that has subtasks, and not below a subtask
 */
export async function nestTodo(db: Database, id: string, parentId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const rows = await tx.selectFrom('todos').select(['id', 'list_id', 'parent_id']).where('id', 'in', [id, parentId]).where('deleted_at', 'is', null).execute()
    const [todo, parent] = [rows.find(row => row.id === id), rows.find(row => row.id === parentId)]
    if (!todo || !parent || id === parentId || parent.parent_id !== null || todo.list_id !== parent.list_id) return false
    const below = await tx.selectFrom('todos').select('id').where('parent_id', '=', id).executeTakeFirst()
    if (below) return false
    const siblings = { listId: todo.list_id, parentId }
    const last = (await orderOf(tx, siblings)).at(-1)
    await tx.updateTable('todos').set({ parent_id: parentId, position: await makeRoom(tx, siblings, id, { after: last?.id }) }).where('id', '=', id).execute()
    return true
  })
}

/** Makes a subtask a todo of its own, right behind the one that it belonged to. */
export async function unnestTodo(db: Database, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await tx.selectFrom('todos').select(['list_id', 'parent_id']).where('id', '=', id).executeTakeFirst()
    if (!row || row.parent_id === null) return
    const position = await makeRoom(tx, { listId: row.list_id, parentId: null }, id, { after: row.parent_id })
    await tx.updateTable('todos').set({ parent_id: null, position }).where('id', '=', id).execute()
  })
}
