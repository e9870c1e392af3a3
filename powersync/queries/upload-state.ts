import type { CommonPowerSyncDatabase } from '@powersync/common'

/** What this device has written and the server has not confirmed. */
export interface UploadState {
  /** Transactions in the upload queue: what a person did, however many rows it touched. */
  queued: number
  /** How many of them are newer than the one asked about. */
  added: number
  /** The oldest operation in the queue; it changes when the queue moves. */
  head: number | null
  /** The newest transaction in the queue. */
  tail: number | null
  /** The rows that queued operations are about, as {@link rowKey}; at most {@link rowLimit} of them. */
  rows: ReadonlySet<string>
  /** The checkpoint that contains everything uploaded has been applied here. */
  isConfirmed: boolean
}

export const rowLimit = 2_000

export function rowKey(table: string, id: string): string {
  return `${table}/${id}`
}

/**
 * Reads the upload queue and the write checkpoint that the SDK waits for.
 *
 * The core extension notes in `ps_kv` the checkpoint that must come back (`target_…`; the largest integer while
 * edits wait in the queue) and the last one applied (`last_applied_…`). The comparison is made in SQLite, where
 * 64-bit integers are exact.
 *
 * @param since a transaction; newer ones are counted as added
 */
export async function readUploadState(database: CommonPowerSyncDatabase, since: number): Promise<UploadState> {
  const { confirmed, rows, ...queue } = await database.get<Answer>(summary, [since, rowLimit])
  const keys: string[] = JSON.parse(rows)
  return { ...queue, isConfirmed: confirmed === 1, rows: new Set(keys) }
}

type Answer = Omit<UploadState, 'rows' | 'isConfirmed'> & { confirmed: number, rows: string }

/** In one statement, so that it is of one moment, and takes the database one turn. Its `rows` are as {@link rowKey} makes them. */
const summary = `
  SELECT
    (SELECT count(DISTINCT tx_id) FROM ps_crud) AS queued,
    (SELECT count(DISTINCT tx_id) FROM ps_crud WHERE tx_id > ?) AS added,
    (SELECT min(id) FROM ps_crud) AS head,
    (SELECT max(tx_id) FROM ps_crud) AS tail,
    (SELECT json_group_array(row) FROM (SELECT DISTINCT (data ->> '$.type') || '/' || (data ->> '$.id') AS row FROM ps_crud LIMIT ?)) AS rows,
    NOT EXISTS (SELECT 1 FROM ps_crud) AND ifnull(
      (SELECT CAST(value AS INTEGER) FROM ps_kv WHERE key = 'target_checkpoint_request_id')
      <= ifnull((SELECT CAST(value AS INTEGER) FROM ps_kv WHERE key = 'last_applied_checkpoint_request_id'), 0),
      1) AS confirmed`
