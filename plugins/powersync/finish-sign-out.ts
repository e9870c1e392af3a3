import type { CommonPowerSyncDatabase } from '@powersync/common'
import { clearingLock, owedClearing } from '~/composables/account/owed-sign-out'
import { forgetWarmRows } from '~/composables/sync/warm-rows'
import { forgetActs } from '~/composables/todo/kept-acts'

interface Databases {
  readonly open: (accountId: string) => CommonPowerSyncDatabase
  readonly leave: (database: CommonPowerSyncDatabase) => Promise<void>
  /** Whether this account is shown: whoever signed in again has their rows back. */
  readonly isShown: (accountId: string) => boolean
}

/** Removes the rows of whoever signed out in a tab that was closed before it had done so. */
export async function finishSignOut({ open, leave, isShown }: Databases): Promise<void> {
  if (owedClearing.accountId() === null) return
  await navigator.locks.request(clearingLock, async () => {
    const accountId = owedClearing.accountId()
    if (accountId === null || isShown(accountId)) return
    const database = open(accountId)
    await clearDatabase(database)
    for (const forget of [forgetWarmRows, forgetActs]) forget()
    owedClearing.paid()
    await leave(database)
  })
}

/** Stops syncing and removes every row. */
export async function clearDatabase(database: CommonPowerSyncDatabase): Promise<void> {
  await database.disconnectAndClear({ clearLocal: true })
  // Deleted rows stay readable in SQLite's free pages until the file is written anew.
  await database.execute('VACUUM')
}
