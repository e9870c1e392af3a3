import type { CommonPowerSyncDatabase } from '@powersync/common'

/** A bucket that carries a row. */
export interface Carrier {
  bucket: string
  opId: string
  /** What that bucket says the row is. */
  data: string | null
  /** Not visible yet: its checkpoint is not whole. */
  isPending: boolean
}

/** Why a row is on this device. */
export interface RowOrigin {
  carriers: Carrier[]
  /** The row as the app sees it, as JSON; null where it sees none. */
  visible: string | null
  /** The table is of this device alone: its rows are neither sent nor received. */
  isLocalOnly: boolean
  /** Tables in which this device has a row of that id, where the one asked for has none. */
  elsewhere: string[]
  /** Transactions of the upload queue that touch it. */
  waiting: number[]
}

/**
 * Where a row of a synced table comes from: the buckets that carry it, and the edits of it that wait here.
 * A row is visible as long as at least one bucket carries it, or a local write made it.
 */
export async function readRowOrigin(database: CommonPowerSyncDatabase, table: string, id: string): Promise<RowOrigin> {
  return await database.readTransaction(async (tx) => {
    const carriers = await tx.getAll<Omit<Carrier, 'isPending'> & { isPending: number }>(carriersOf, [table, id])
    const waiting = await tx.getAll<{ tx: number }>(waitingFor, [table, id])
    const stored = await tx.getOptional<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (?, ?)`, [`ps_data__${table}`, `ps_data_local__${table}`])
    const visible = stored && await tx.getOptional<{ data: string }>(`SELECT data FROM "${stored.name.replaceAll('"', '""')}" WHERE id = ?`, [id])
    return {
      carriers: carriers.map(carrier => ({ ...carrier, isPending: carrier.isPending === 1 })),
      visible: visible?.data ?? null,
      isLocalOnly: stored?.name.startsWith('ps_data_local__') ?? false,
      elsewhere: visible || carriers.length > 0 ? [] : (await tx.getAll<{ name: string }>(otherTables, [id])).map(({ name }) => name),
      waiting: waiting.map(row => row.tx),
    }
  })
}

const carriersOf = `
  SELECT name AS bucket, CAST(op_id AS TEXT) AS opId, data, op_id > last_applied_op AS isPending
  FROM ps_oplog JOIN ps_buckets ON ps_buckets.id = ps_oplog.bucket
  WHERE row_type = ? AND row_id = ? ORDER BY name`

const otherTables = `SELECT DISTINCT row_type AS name FROM ps_oplog WHERE row_id = ? ORDER BY name`

const waitingFor = `SELECT DISTINCT tx_id AS tx FROM ps_crud WHERE data ->> '$.type' = ? AND data ->> '$.id' = ? ORDER BY tx_id`
