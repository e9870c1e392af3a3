import type { CommonPowerSyncDatabase } from '@powersync/common'

/** A database that has not answered by then is what a reload may well cure, in milliseconds. */
const patience = 3_000

/** Resolves when every edit that was begun is in the local database. Writes stand in line: an empty one comes after all of them. */
export async function editsWritten(database: CommonPowerSyncDatabase): Promise<void> {
  if (!database.ready) return
  const written = database.writeLock(async () => undefined)
  await Promise.race([written, new Promise<void>(resolve => setTimeout(resolve, patience))])
}
