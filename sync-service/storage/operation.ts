/** One entry of a bucket's history. Op ids are whole numbers below 2^53, written as decimal text on the wire. */
export interface Operation {
  opId: number
  kind: 'PUT' | 'REMOVE'
  objectType: string
  objectId: string
  /** Tells rows with the same type and id apart that come from different source rows. */
  subkey: string
  /** The row as JSON text; null for REMOVE. */
  data: string | null
}

/** Sums of operation checksums are kept as unsigned 32-bit numbers. */
export function addChecksums(sum: number, more: number): number {
  return (sum + more) >>> 0
}
