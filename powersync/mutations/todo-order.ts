import type { Database } from '../kysely.ts'
import type { Place, Placed } from './positions.ts'
import { positionAtEnd, positionsAfterMoves } from './positions.ts'

/** What stands in one order: a list's todos, or the subtasks of one of them. */
export interface Siblings {
  readonly listId: string
  /** Null for the todos of the list itself. */
  readonly parentId: string | null
}

export async function placeTodo(tx: Database, siblings: Siblings, id: string, to: Place): Promise<void> {
  await setPositions(tx, await movesTo(tx, siblings, [id], to))
}

/** The position for a todo that is not there yet. Each question to the database is a way to its worker and back: no more than it takes. */
export async function makeRoom(tx: Database, siblings: Siblings, id: string, { before, after }: Place): Promise<string> {
  if (before !== undefined || after !== undefined) {
    const moves = await movesTo(tx, siblings, [id], { before, after })
    await setPositions(tx, moves.filter(move => move.id !== id))
    const own = moves.find(move => move.id === id)
    if (own) return own.position
  }
  const last = await tx.selectFrom('todos').where('list_id', '=', siblings.listId).select(eb => eb.fn.max('position').as('position')).executeTakeFirst()
  return positionAtEnd(last?.position)
}

/**
 * The positions to write so that todos stand in a place, in the order in which they are given. Of thousands of siblings the two between which
 * they go are read; all of them only where these leave no room.
 */
export async function movesTo(tx: Database, siblings: Siblings, ids: readonly string[], to: Place): Promise<Array<{ id: string, position: string }>> {
  const gap = await gapAt(tx, siblings, ids, to)
  const moves = gap && positionsAfterMoves(gap, ids, to)
  return moves?.length === ids.length ? moves : positionsAfterMoves(await orderOf(tx, siblings), ids, to)
}

/** The first todo of an order. */
export async function firstOf(tx: Database, siblings: Siblings): Promise<Placed | undefined> {
  return await ordered(tx, siblings).limit(1).executeTakeFirst()
}

/** The todos that stand in an order now, without those in the trash. */
export function orderOf(tx: Database, siblings: Siblings): Promise<Placed[]> {
  return ordered(tx, siblings).execute()
}

function ordered(tx: Database, siblings: Siblings) {
  return those(tx, siblings).orderBy('position').orderBy('id')
}

function those(tx: Database, { listId, parentId }: Siblings) {
  return tx.selectFrom('todos')
    .where('list_id', '=', listId)
    .where('deleted_at', 'is', null)
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .select(['id', 'position'])
}

/** The sibling that is named and the one on the other side of the gap beside it; null where it cannot be told from them. */
async function gapAt(tx: Database, siblings: Siblings, ids: readonly string[], { before, after }: Place): Promise<Placed[] | null> {
  const named = before ?? after
  // Many that move may stand beside the gap themselves: then the whole order is looked at.
  if (named === undefined || ids.length > 50 || ids.includes(named)) return null
  const known = await those(tx, siblings).where('id', '=', named).executeTakeFirst()
  if (!known?.position) return null
  const { id, position } = known
  const others = those(tx, siblings).where('id', 'not in', ids)
  const [atLeast, more, direction] = before === undefined ? ['>=', '>', 'asc'] as const : ['<=', '<', 'desc'] as const
  const next = await others
    .where('position', atLeast, position)
    .where(eb => eb.or([eb('position', more, position), eb('id', more, id)]))
    .orderBy('position', direction)
    .orderBy('id', direction)
    .limit(1)
    .executeTakeFirst()
  if (!next) return [known]
  return before === undefined ? [known, next] : [next, known]
}

async function setPositions(tx: Database, positions: ReadonlyArray<{ id: string, position: string }>): Promise<void> {
  for (const { id, position } of positions) await tx.updateTable('todos').set({ position }).where('id', '=', id).execute()
}
