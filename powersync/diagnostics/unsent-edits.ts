import type { CommonPowerSyncDatabase } from '@powersync/common'

/** Everything that exists on this device alone, whole: the upload queue, and what the server could not read. */
export interface UnsentEdits {
  format: 'driftless-unsent-edits'
  version: 1
  saved_at: string
  queue: { transaction: number | null, operation: unknown }[]
  faults: { happened_at: string, operations: unknown }[]
}

/** @returns null where there is none */
export function readUnsentEdits(database: CommonPowerSyncDatabase, now = new Date()): Promise<UnsentEdits | null> {
  return database.readTransaction(async (tx) => {
    const queue = await tx.getAll<{ tx_id: number | null, data: string }>('SELECT tx_id, data FROM ps_crud ORDER BY id')
    const faults = await tx.getAll<{ happened_at: string, ops: string }>('SELECT happened_at, ops FROM upload_faults ORDER BY happened_at')
    if (queue.length + faults.length === 0) return null
    return {
      format: 'driftless-unsent-edits',
      version: 1,
      saved_at: now.toISOString(),
      queue: queue.map(({ tx_id: transaction, data }) => ({ transaction, operation: JSON.parse(data) })),
      faults: faults.map(({ happened_at, ops }) => ({ happened_at, operations: JSON.parse(ops) })),
    }
  })
}
