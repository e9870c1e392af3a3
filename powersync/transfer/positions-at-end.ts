import { generateNKeysBetween } from 'fractional-indexing'
import { positionAtEnd } from '../mutations/positions.ts'

/** Short positions behind the last one, in their order. @param last null in an empty list */
export function positionsAtEnd(last: string | null, count: number): string[] {
  if (count === 0) return []
  const first = positionAtEnd(last)
  try {
    return [first, ...generateNKeysBetween(first, null, count - 1)]
  }
  catch {
    // Behind a position that another program wrote in its own manner: the library throws on what is not a key of its own.
    return Array.from({ length: count }, (_, index) => `${first}${String(index).padStart(6, '0')}`)
  }
}
