import type { Database } from '../kysely.ts'
import type { Place } from './positions.ts'
import type { Siblings } from './todo-order.ts'
import { inboxId } from '../../shared/inbox.ts'
import { moveList } from './lists.ts'
import { moveSubtask } from './subtasks.ts'
import { moveTodosToList, placeTodos } from './todos-bulk.ts'

/** A move that a person made, in a form that can be written down. */
export interface KeptMove {
  /** Todos from the lists in which they stood into another one. */
  readonly taken?: { readonly ids: readonly string[], readonly from: readonly string[], readonly to: string }
  /** Todos of one list, or a subtask, to a place among the others. */
  readonly placed?: Siblings & { readonly ids: readonly string[], readonly to: Place }
  /** A list to a place in its owner's own order. */
  readonly placedList?: { readonly id: string, readonly to: Place }
}

/**
 * Makes a move that may have been made before. What was deleted since, or taken elsewhere, stays where it is; what stands where it was put is
 * not written, and what has no neighbour left to stand beside is not moved.
 */
export async function repeatMove(db: Database, me: string, { taken, placed, placedList }: KeptMove): Promise<void> {
  if (taken) await takeAgain(db, me, taken)
  if (placed) await placeAgain(db, placed)
  if (placedList) await placeListAgain(db, me, placedList)
}

async function takeAgain(db: Database, me: string, { ids, from, to }: NonNullable<KeptMove['taken']>): Promise<void> {
  // The Inbox is made by what goes into it.
  const isThere = to === inboxId(me) || await db.selectFrom('lists').select('id').where('id', '=', to).where('deleted_at', 'is', null).executeTakeFirst()
  if (!isThere) return
  const rows = await db.selectFrom('todos').select('id').where('id', 'in', ids).where('list_id', 'in', from).where('deleted_at', 'is', null).execute()
  const left = new Set(rows.map(row => row.id))
  await moveTodosToList(db, me, ids.filter(id => left.has(id)), to)
}

async function placeAgain(db: Database, { listId, parentId, ids, to }: NonNullable<KeptMove['placed']>): Promise<void> {
  const rows = await db.selectFrom('todos').select(['id', 'position'])
    .where('id', 'in', [...ids, to.before ?? '', to.after ?? ''])
    .where('list_id', '=', listId)
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('deleted_at', 'is', null)
    .execute()
  const positions = new Map(rows.map(({ id, position }) => [id, position ?? '']))
  const beside = (id: string | undefined) => id !== undefined && positions.has(id) ? id : undefined
  const [before, after] = [beside(to.before), beside(to.after)]
  const moving = ids.filter(id => positions.has(id))
  const order = [after, ...moving, before].flatMap(id => id === undefined ? [] : [positions.get(id) ?? ''])
  const standsThere = order.every((position, index) => index === 0 || (order[index - 1] ?? '') < position)
  if (standsThere || (before === undefined && after === undefined)) return
  if (parentId === null) await placeTodos(db, listId, moving, { before, after })
  else for (const id of moving) await moveSubtask(db, id, { before, after })
}

async function placeListAgain(db: Database, me: string, { id, to }: NonNullable<KeptMove['placedList']>): Promise<void> {
  const rows = await db.selectFrom('lists').select('id').where('id', 'in', [id, to.before ?? '', to.after ?? '']).where('deleted_at', 'is', null).execute()
  const there = new Set(rows.map(row => row.id))
  const beside = (other: string | undefined) => other !== undefined && there.has(other) ? other : undefined
  const place = { before: beside(to.before), after: beside(to.after) }
  if (there.has(id) && (place.before ?? place.after) !== undefined) await moveList(db, me, id, place)
}
