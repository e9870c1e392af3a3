import type { UploadOp } from '../../shared/write-codes.ts'
import type { TransactionContext } from './transaction-context.ts'
import { sql } from 'kysely'
import { rememberGoneRow } from './gone-rows.ts'
import { Refusal } from './refusal.ts'
import { nextNumber } from './todo-numbers.ts'
import { invalid } from './shape.ts'

/** A todo that goes to another list takes its subtasks along; they get numbers there too. */
export async function moveSubtasks(context: TransactionContext, op: UploadOp, listId: string): Promise<void> {
  const subtasks = await context.tx.selectFrom('todos').select('id')
    .where('parent_id', '=', op.id).where('list_id', '!=', listId).orderBy('number').execute()
  for (const { id } of subtasks) {
    const number = await nextNumber(context, op, listId)
    await context.tx.updateTable('todos').set({ list_id: listId, number, updated_at: sql`now()` }).where('id', '=', id).execute()
  }
}

/**
 * Looks at parents when the whole transaction is applied, since they may come after their children in it: a parent is in
 * the same list and has no parent itself. A subtask that was moved without its parent becomes a todo of its own.
 * @throws {Refusal} `invalid_value`; the same for a parent in a foreign list as for none
 */
export async function settlePlaces(context: TransactionContext): Promise<void> {
  if (context.placed.size === 0) return
  for (const todo of await findMisplaced(context)) {
    const place = context.placed.get(todo.id) ?? context.placed.get(todo.parent_id)
    if (!place) continue
    if (todo.gone) throw goneParent(place.op, todo.title)
    if (!place.movedAlone || todo.nested) throw invalid(place.op, 'parent_id', { key: todo.nested ? 'nestedTwice' : 'parentElsewhere' })
    await context.tx.updateTable('todos').set({ parent_id: null }).where('id', '=', todo.id).execute()
  }
}

/**
 * A todo in the trash has taken its subtasks along: they rest until it is restored.
 * @throws {Refusal} `row_gone`
 */
export async function requireLiveParent(context: TransactionContext, op: UploadOp, parentId: string | null): Promise<void> {
  if (parentId === null) return
  const parent = await context.tx.selectFrom('todos').select(['title', 'deleted_at']).where('id', '=', parentId).executeTakeFirst()
  if (parent?.deleted_at) throw goneParent(op, parent.title)
}

/** The subtasks of a todo that is deleted for good go with it: late edits of them hear that they are gone. */
export async function forgetSubtasks(context: TransactionContext, id: string, listId: string): Promise<void> {
  const subtasks = await context.tx.selectFrom('todos').select('id').where('parent_id', '=', id).execute()
  for (const subtask of subtasks) await rememberGoneRow(context, 'todos', subtask.id, listId)
}

function goneParent(op: UploadOp, title: string): Refusal {
  return new Refusal(op, 'row_gone', { key: 'parentDeleted', values: { title: title.slice(0, 80) } })
}

interface Misplaced { readonly id: string, readonly parent_id: string, readonly nested: boolean, readonly gone: boolean, readonly title: string }

async function findMisplaced(context: TransactionContext): Promise<readonly Misplaced[]> {
  const ids = [...context.placed.keys()]
  const { rows } = await sql<Misplaced>`
    SELECT c.id, c.parent_id, p.parent_id IS NOT NULL AS nested, p.deleted_at IS NOT NULL AND c.id IN (${sql.join(ids)}) AS gone, p.title
    FROM todos c LEFT JOIN todos p ON p.id = c.parent_id
    WHERE c.parent_id IS NOT NULL
      AND (c.id IN (${sql.join(ids)}) OR c.parent_id IN (${sql.join(ids)}))
      AND (p.id IS NULL OR p.list_id <> c.list_id OR p.parent_id IS NOT NULL OR (p.deleted_at IS NOT NULL AND c.id IN (${sql.join(ids)})))`.execute(context.tx)
  return rows
}
