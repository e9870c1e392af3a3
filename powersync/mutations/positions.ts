import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

export interface Placed {
  id: string
  position: string | null
}

/** Where something goes among its neighbours; with neither it goes last. */
export interface Place {
  before?: string
  after?: string
}

/**
 * The positions to write so that `id` stands before or after another row.
 * Usually that is one row. Rows without a position, or two with the same one (two people moved to the same
 * place while apart), leave no room between them: then the whole order is written anew.
 *
 * @param rows in their present order; `id` may be among them or not
 */
export function positionsAfterMove(rows: readonly Placed[], id: string, place: Place): Array<{ id: string, position: string }> {
  return positionsAfterMoves(rows, [id], place)
}

/**
 * The same for several rows, which then stand together in the order in which they are given.
 *
 * @param rows in their present order; those that move may be among them or not
 */
export function positionsAfterMoves(rows: readonly Placed[], ids: readonly string[], place: Place): Array<{ id: string, position: string }> {
  const going = new Set(ids)
  const others = rows.filter(row => !going.has(row.id))
  const index = indexOf(others, place)
  const [left, right] = [others[index - 1], others[index]]
  const isInOrder = hasRoom(left, right) && [left, right].every(row => row === undefined || (row.position !== null && isKey(row.position)))
  const order = isInOrder ? [...ids] : [...others.slice(0, index).map(row => row.id), ...ids, ...others.slice(index).map(row => row.id)]
  const keys = isInOrder ? generateNKeysBetween(left?.position ?? null, right?.position ?? null, order.length) : generateNKeysBetween(null, null, order.length)
  return order.flatMap((id, at) => {
    const position = keys[at]
    return position === undefined ? [] : [{ id, position }]
  })
}

/**
 * A position after the last one. After one that another program wrote in its own manner, something that sorts behind it;
 * the next move puts the whole list in order.
 */
export function positionAtEnd(last: string | null | undefined): string {
  if (last && !isKey(last)) return `${last}V`
  return generateKeyBetween(last ?? null, null)
}

function indexOf(rows: readonly Placed[], { before, after }: Place): number {
  const at = rows.findIndex(row => row.id === (before ?? after))
  if (at < 0) return rows.length
  return before === undefined ? at + 1 : at
}

function isKey(position: string): boolean {
  try {
    generateKeyBetween(position, null)
    return true
  }
  catch {
    // The library throws on what is not a key of its own.
    return false
  }
}

function hasRoom(left: Placed | undefined, right: Placed | undefined): boolean {
  return !left?.position || !right?.position || left.position < right.position
}
