import type { OperationLine } from './sync-stream.ts'

/** What a client has of a bucket. */
export interface Bucket {
  readonly rows: Map<string, OperationLine>
  sum: number
  position: string
}

/** A bucket of those that a client has; an empty one is among them then. */
export function bucketIn(buckets: Map<string, Bucket>, name: string): Bucket {
  const bucket = buckets.get(name) ?? { rows: new Map(), sum: 0, position: '0' }
  buckets.set(name, bucket)
  return bucket
}

/** Takes operations in, as the protocol has it: of each row the last one counts, of the checksum all since the last CLEAR. */
export function applyOperations(bucket: Bucket, operations: readonly OperationLine[]): void {
  for (const operation of operations) {
    const key = JSON.stringify([operation.object_type, operation.object_id, operation.subkey])
    bucket.position = operation.op_id
    bucket.sum = (bucket.sum + operation.checksum) >>> 0
    if (operation.op === 'CLEAR') {
      bucket.rows.clear()
      bucket.sum = operation.checksum
    }
    else if (operation.op === 'PUT') bucket.rows.set(key, operation)
    else if (operation.op === 'REMOVE') bucket.rows.delete(key)
  }
}
