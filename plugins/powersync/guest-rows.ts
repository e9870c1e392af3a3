import type { CommonPowerSyncDatabase } from '@powersync/common'
import { finishGuestActs } from './act-again'
import { keptMark } from '~/composables/account/kept-mark'

/** Set once a guest's database was opened in this browser, until its rows have moved into an account. */
const mark = keptMark('driftless:guest')

export function noteGuest(): void {
  mark.keep('1')
}

interface Move {
  readonly openGuest: () => CommonPowerSyncDatabase
  /** Lets go of the guest's database, unless it is shown again. */
  readonly leaveGuest: (guest: CommonPowerSyncDatabase) => Promise<void>
  readonly account: CommonPowerSyncDatabase
  readonly accountId: string
  /** Whether the account is still the one that is shown. */
  readonly isWanted: () => boolean
}

/**
 * Moves what a guest made in this browser into the account that just signed in. Also run at every start with an account:
 * a tab that died in the middle of a move left the mark, and the move goes on. One tab at a time.
 */
export async function bringGuestRows({ openGuest, leaveGuest, account, accountId, isWanted }: Move): Promise<void> {
  if (mark.read() === null) return
  await navigator.locks.request('driftless:guest', async () => {
    if (mark.read() === null || !isWanted()) return
    // Once in a browser's life; Kysely is not for every first page to load.
    const [{ moveGuest }, { kyselyOf }] = await Promise.all([import('~/powersync/mutations/move-guest'), import('~/powersync/kysely')])
    const guest = openGuest()
    await finishGuestActs(guest)
    // Whoever signed out again meanwhile is the guest, and has these rows on the screen.
    if (isWanted()) {
      await moveGuest(kyselyOf(guest), kyselyOf(account), accountId)
      await guest.disconnectAndClear({ clearLocal: true })
      mark.keep(null)
    }
    await leaveGuest(guest)
  })
}
