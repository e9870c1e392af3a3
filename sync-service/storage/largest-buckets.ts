import type { BucketDatabase } from './bucket-database.ts'

export interface BucketSize {
  name: string
  /** Operations that clients are sent; rows and what is left of earlier ones. */
  operations: number
  /** Needless operations, which compaction takes away. */
  superseded: number
  bytes: number
  lastOp: number
}

/** The buckets with most operations. Sizes are looked up for these only, so that it costs little however many there are. */
export function largestBuckets({ reader }: BucketDatabase, limit: number): { count: number, buckets: BucketSize[] } {
  const total = reader.prepare('SELECT count(*) AS count FROM buckets').get()
  const rows = reader.prepare(`
    SELECT name, count, last_op,
      (SELECT coalesce(sum(length(body)), 0) FROM chunks WHERE bucket = chosen.id) AS bytes,
      (SELECT count(*) FROM superseded WHERE bucket = chosen.id) AS superseded
    FROM (SELECT id, name, count, last_op FROM buckets ORDER BY count DESC, name LIMIT ?) AS chosen`).all(limit)
  return {
    count: Number(total?.count ?? 0),
    buckets: rows.map(({ name, count, superseded, bytes, last_op: lastOp }) => ({
      name: String(name), operations: Number(count), superseded: Number(superseded), bytes: Number(bytes), lastOp: Number(lastOp),
    })),
  }
}
