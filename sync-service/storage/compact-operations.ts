import { OperationBuffer } from './operation-buffer.ts'
import { OperationCursor } from './operation-cursor.ts'
import { addChecksums } from './operation.ts'

/**
 * Joins chunks into one: needless operations become MOVE (same id, same checksum); at a bucket's beginning everything before the first row
 * becomes one CLEAR with the sum of its checksums, after which a client begins anew.
 */
export function compactOperations(bodies: Buffer[], needless: Set<number>, atBeginning: boolean): OperationBuffer {
  const result = new OperationBuffer()
  let clearing: { opId: number, checksum: number, count: number } | undefined = atBeginning ? { opId: 0, checksum: 0, count: 0 } : undefined
  for (const body of bodies) {
    const cursor = new OperationCursor(body)
    while (cursor.advance()) {
      const { opId, letter, checksum } = cursor
      const gone = letter !== 'P' || needless.has(opId)
      if (clearing && gone) {
        clearing = { opId, checksum: addChecksums(letter === 'C' ? 0 : clearing.checksum, checksum), count: clearing.count + 1 }
        continue
      }
      if (clearing && clearing.count > 0) result.appendMarker('CLEAR', clearing.opId, clearing.checksum)
      clearing = undefined
      if (needless.has(opId)) result.appendMarker('MOVE', opId, checksum)
      else result.appendEncoded(opId, cursor.document)
    }
  }
  if (clearing && clearing.count > 0) result.appendMarker('CLEAR', clearing.opId, clearing.checksum)
  return result
}
