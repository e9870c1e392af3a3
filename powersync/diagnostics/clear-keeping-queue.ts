import type { CommonPowerSyncDatabase } from '@powersync/common'

/**
 * Forgets everything that was received, so that it is received anew, and keeps every edit that was not sent yet: one transaction, so that no
 * edit of any tab falls between, and a crash leaves all as it was. Tables that never leave the device stay, and the times of the edits.
 * Disconnect before, and connect again after.
 *
 * With edits in the queue the extension also has to know that it may not show a checkpoint before they are in it: the note in `ps_kv` is kept.
 *
 * @returns how many operations are kept
 */
export function clearKeepingQueue(database: CommonPowerSyncDatabase): Promise<number> {
  return database.writeTransaction(async (tx) => {
    const { times } = await tx.get<{ times: number }>(`SELECT count(*) AS times FROM sqlite_master WHERE name = 'edit_times'`)
    await tx.execute('CREATE TEMP TABLE kept_crud AS SELECT * FROM ps_crud')
    await tx.execute('CREATE TEMP TABLE kept_tx AS SELECT * FROM ps_tx')
    await tx.execute(`CREATE TEMP TABLE kept_kv AS SELECT * FROM ps_kv WHERE key = 'target_checkpoint_request_id' AND EXISTS (SELECT 1 FROM ps_crud)`)
    if (times) await tx.execute('CREATE TEMP TABLE kept_times AS SELECT * FROM edit_times')
    await tx.execute('SELECT powersync_clear(0)')
    await tx.execute('INSERT INTO ps_crud SELECT * FROM kept_crud')
    await tx.execute('INSERT OR REPLACE INTO ps_tx SELECT * FROM kept_tx')
    await tx.execute('INSERT OR REPLACE INTO ps_kv SELECT * FROM kept_kv')
    if (times) await tx.execute('INSERT OR REPLACE INTO edit_times SELECT * FROM kept_times')
    const { kept } = await tx.get<{ kept: number }>('SELECT count(*) AS kept FROM ps_crud')
    for (const table of ['crud', 'tx', 'kv', ...times ? ['times'] : []]) await tx.execute(`DROP TABLE kept_${table}`)
    return kept
  })
}
