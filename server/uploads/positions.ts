import { generateKeyBetween } from 'fractional-indexing'

/** Whether a text is a fractional index. Another would break the arithmetic of everybody who moves something next to it. */
export function isPosition(value: unknown): value is string {
  return typeof value === 'string' && positionAfter(value) !== undefined
}

/** A position behind the last one, which may be missing or broken. */
export function positionAtEnd(last: string | null | undefined): string {
  return (last && positionAfter(last)) || generateKeyBetween(null, null)
}

function positionAfter(value: string): string | undefined {
  try {
    return generateKeyBetween(value, null)
  }
  catch {
    return undefined // The library says no by throwing; there is nothing else to learn from it.
  }
}
