export interface BucketAdvice {
  /** Operations that a new client downloads for each row that it gets; null for a bucket without rows. */
  ratio: number | null
  level: 'fine' | 'compact' | 'defragment'
  text: string
}

/**
 * What the ratio of operations to rows says. A bucket is a history of changes; a new client downloads all of it. The service compacts by
 * itself (what was replaced becomes MOVE, a run of those at the start becomes one CLEAR), but an old row that never changes
 * holds everything behind it back: then the rows must be touched in the source.
 * Source: the PowerSync documentation, "Compacting Buckets".
 */
export function bucketAdvice({ operations, rows }: { operations: number, rows: number }): BucketAdvice {
  const ratio = rows === 0 ? null : operations / rows
  if (operations < 200 || (ratio !== null && ratio < 3)) return { ratio, level: 'fine', text: 'A new device downloads little more than the rows themselves.' }
  if (rows === 0) return { ratio, level: 'compact', text: 'No row is left, only history. Compacting makes one CLEAR operation of it.' }
  if (ratio !== null && ratio < 10) {
    return { ratio, level: 'compact', text: 'Every new device downloads this history. Compacting shortens it: npm run sync-service -- compact.' }
  }
  return {
    ratio,
    level: 'defragment',
    text: 'Compact first. If the ratio stays, rows that never change hold the history back: touch every row of the bucket in Postgres (UPDATE … SET id = id), then compact again.',
  }
}
