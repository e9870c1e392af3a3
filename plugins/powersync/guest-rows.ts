import type { CommonPowerSyncDatabase } from '@powersync/common'
import { finishGuestActs } from './act-again'
import { closeDatabase } from './open-database'

/** Set once a guest's database was opened in this browser, until its rows have moved into an account. */
const key = 'driftless:guest'

export function noteGuest(): void {
  localStorage.setItem(key, '1')
}

/**
 * Moves what a guest made in this browser into the account that just signed in. Also run at every start with an account:
 * a tab that died in the middle of a move left the mark, and the move goes on. One tab at a time.
 */
export async function bringGuestRows(openGuest: () => CommonPowerSyncDatabase, account: CommonPowerSyncDatabase, accountId: string): Promise<void> {
  if (localStorage.getItem(key) === null) return
  await navigator.locks.request(key, async () => {
    if (localStorage.getItem(key) === null) return
    // Once in a browser's life; Kysely is not for every first page to load.
    const [{ moveGuest }, { kyselyOf }] = await Promise.all([import('~/powersync/mutations/move-guest'), import('~/powersync/kysely')])
    const guest = openGuest()
    await finishGuestActs(guest)
    await moveGuest(kyselyOf(guest), kyselyOf(account), accountId)
    await guest.disconnectAndClear({ clearLocal: true })
    await closeDatabase(guest)
    localStorage.removeItem(key)
  })
}
