import type { StreamDescription } from '../streams/sync-config.ts'

export interface BucketDescription {
  bucket: string
  checksum: number
  count: number
  priority: number
  subscriptions: ({ default: number } | { sub: number })[]
}

/** Everything that a sync stream says besides row data. */
export type ControlLine =
  | { checkpoint: { last_op_id: string, write_checkpoint?: string, buckets: BucketDescription[], streams: StreamDescription[] } }
  | { checkpoint_diff: { last_op_id: string, write_checkpoint?: string, removed_buckets: string[], updated_buckets: BucketDescription[] } }
  | { checkpoint_complete: { last_op_id: string } }
  | { partial_checkpoint_complete: { last_op_id: string, priority: number } }
  | { token_expires_in: number }

/** Bytes of lines in one format. Implementations may remember what they have encoded: many streams send the same lines. */
export interface LineFormat {
  readonly contentType: string
  control(line: ControlLine): Buffer
  /** A data line; `body` are the elements of a BSON array of operations. */
  data(bucket: string, after: number, batch: { body: Buffer, lastOp: number, more: boolean }, rawData: boolean): Buffer
}
