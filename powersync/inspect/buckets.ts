import type { CommonPowerSyncDatabase } from '@powersync/common'

/** A bucket as this device holds it. */
export interface LocalBucket {
  id: number
  name: string
  /** Rows that it carries here. */
  rows: number
  /** Bytes of their data, as JSON text. */
  bytes: number
  /** Bytes that came over the wire for it, before decompression is undone; 0 from before the SDK counted. */
  downloadedBytes: number
  /** Operations in its history on the service, as of the last whole checkpoint. */
  operations: number
  /** Operations received since that checkpoint. */
  operationsSince: number
  /** The last operation that was received, and the last one that is visible: they differ while a checkpoint is not whole. */
  lastOp: string
  lastAppliedOp: string
  /** Sum of the operations' checksums modulo 2^32, signed, as the service sends it. */
  checksum: number
  /** The service took it away; its rows go with the next checkpoint. */
  isLeaving: boolean
  /** The tables of its rows, and how many of each. */
  tables: { table: string, rows: number }[]
}

/** Every bucket of this device, by name. Op ids are text: they may be larger than a number can hold. */
export async function readBuckets(database: CommonPowerSyncDatabase): Promise<LocalBucket[]> {
  const rows = await database.getAll<BucketRow>(buckets)
  return rows.map(({ isLeaving, tables, ...row }) => ({ ...row, isLeaving: isLeaving === 1, tables: JSON.parse(tables) }))
}

type BucketRow = Omit<LocalBucket, 'isLeaving' | 'tables'> & { isLeaving: number, tables: string }

// `$local` is the SDK's own, for rows that were not synced yet. The two checksums are those of the rows and of what was replaced or removed.
const buckets = `
  WITH held AS (
    SELECT bucket, row_type, count(*) AS rows, sum(length(CAST(ifnull(data, '') AS BLOB))) AS bytes
    FROM ps_oplog GROUP BY bucket, row_type
  ), sums AS (
    SELECT bucket, sum(rows) AS rows, sum(bytes) AS bytes, json_group_array(json_object('table', row_type, 'rows', rows)) AS tables
    FROM held GROUP BY bucket
  )
  SELECT
    id, name, ifnull(rows, 0) AS rows, ifnull(bytes, 0) AS bytes, downloaded_size AS downloadedBytes,
    count_at_last AS operations, count_since_last AS operationsSince,
    CAST(last_op AS TEXT) AS lastOp, CAST(last_applied_op AS TEXT) AS lastAppliedOp,
    ((add_checksum + op_checksum + 6442450944) % 4294967296) - 2147483648 AS checksum,
    pending_delete AS isLeaving, ifnull(tables, '[]') AS tables
  FROM ps_buckets LEFT JOIN sums ON sums.bucket = ps_buckets.id
  WHERE name <> '$local'
  ORDER BY name`

/** A row as a bucket carries it: what the service sent last. */
export interface BucketRowState {
  table: string
  id: string
  opId: string
  bytes: number
  data: string | null
}

/** Some of a bucket's rows, newest change first. */
export async function readBucketRows(database: CommonPowerSyncDatabase, bucket: number, page: { limit: number, offset: number }): Promise<BucketRowState[]> {
  return await database.getAll<BucketRowState>(bucketRows, [bucket, page.limit, page.offset])
}

const bucketRows = `
  SELECT row_type AS "table", row_id AS id, CAST(op_id AS TEXT) AS opId, length(CAST(ifnull(data, '') AS BLOB)) AS bytes, data
  FROM ps_oplog WHERE bucket = ? AND row_type IS NOT NULL ORDER BY op_id DESC LIMIT ? OFFSET ?`
