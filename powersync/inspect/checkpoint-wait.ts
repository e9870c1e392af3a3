import type { CommonPowerSyncDatabase } from '@powersync/common'

/** Whether what was uploaded has come back. Ids are text: they may be larger than a number can hold. */
export interface CheckpointWait {
  /** The write checkpoint that must come; null when none was ever asked for. */
  target: string | null
  /** The last one that came with a whole checkpoint. */
  applied: string | null
  state: 'queue' | 'waiting' | 'confirmed'
  queued: number
}

/**
 * The write checkpoint that the SDK waits for. While edits are in the queue nothing is waited for yet (the target is the largest integer);
 * once they are sent, downloaded data shows only when the target has come back, so that no edit flickers.
 */
export async function readCheckpointWait(database: CommonPowerSyncDatabase): Promise<CheckpointWait> {
  const row = await database.get<{ target: string | null, applied: string | null, isWaiting: number, queued: number }>(wait)
  return { target: row.queued > 0 ? null : row.target, applied: row.applied, queued: row.queued, state: row.queued > 0 ? 'queue' : row.isWaiting === 1 ? 'waiting' : 'confirmed' }
}

const wait = `
  SELECT CAST(target.value AS TEXT) AS target, CAST(applied.value AS TEXT) AS applied,
    CAST(target.value AS INTEGER) > ifnull(CAST(applied.value AS INTEGER), 0) AS isWaiting,
    (SELECT count(DISTINCT tx_id) FROM ps_crud) AS queued
  FROM (SELECT 1)
  LEFT JOIN ps_kv AS target ON target.key = 'target_checkpoint_request_id'
  LEFT JOIN ps_kv AS applied ON applied.key = 'last_applied_checkpoint_request_id'`
