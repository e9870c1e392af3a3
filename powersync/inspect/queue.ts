import type { CommonPowerSyncDatabase } from '@powersync/common'

/** An operation of the upload queue, as it will be sent. */
export interface QueuedOperation {
  id: number
  op: string
  table: string
  rowId: string
  /** The columns written. */
  data: Record<string, unknown>
  /** What they held before; empty where the table keeps no previous values. */
  previous: Record<string, unknown>
  metadata: string | null
}

/** A transaction of the upload queue. */
export interface QueuedTransaction {
  id: number
  /** ISO 8601; null for one from before times were kept. */
  madeAt: string | null
  /** All that it has, of which the first hundred are here. */
  count: number
  bytes: number
  operations: QueuedOperation[]
}

/** The oldest transactions of the queue, in the order in which they are sent; with times where `keepEditTimes` keeps them, which is not for guests. */
export async function readQueue(database: CommonPowerSyncDatabase, limit: number): Promise<QueuedTransaction[]> {
  return await database.readTransaction(async (tx) => {
    const times = await tx.getOptional(`SELECT 1 FROM sqlite_schema WHERE name = 'edit_times'`)
    const transactions = await tx.getAll<Omit<QueuedTransaction, 'operations'>>(oldest(times !== null), [limit])
    const operations = await tx.getAll<{ id: number, tx: number, data: string }>(operationsOf, [limit])
    const grouped = Map.groupBy(operations, operation => operation.tx)
    return transactions.map(transaction => ({ ...transaction, operations: (grouped.get(transaction.id) ?? []).map(operationIn) }))
  })
}

function operationIn({ id, data }: { id: number, data: string }): QueuedOperation {
  const entry: { op: string, type: string, id: string, data?: Record<string, unknown>, old?: Record<string, unknown>, metadata?: string } = JSON.parse(data)
  return { id, op: entry.op, table: entry.type, rowId: entry.id, data: entry.data ?? {}, previous: entry.old ?? {}, metadata: entry.metadata ?? null }
}

const oldest = (withTimes: boolean) => `
  SELECT ps_crud.tx_id AS id, ${withTimes ? 'min(edit_times.made_at)' : 'NULL'} AS madeAt, count(*) AS count, sum(length(CAST(data AS BLOB))) AS bytes
  FROM ps_crud ${withTimes ? 'LEFT JOIN edit_times ON edit_times.tx_id = ps_crud.tx_id' : ''}
  GROUP BY ps_crud.tx_id ORDER BY min(ps_crud.id) LIMIT ?`

// The first hundred of each transaction: one can have thousands.
const operationsOf = `
  WITH head AS (SELECT tx_id FROM ps_crud GROUP BY tx_id ORDER BY min(id) LIMIT ?)
  SELECT id, tx_id AS tx, data FROM (
    SELECT id, tx_id, data, row_number() OVER (PARTITION BY tx_id ORDER BY id) AS place FROM ps_crud WHERE tx_id IN (SELECT tx_id FROM head)
  ) WHERE place <= 100 ORDER BY id`
