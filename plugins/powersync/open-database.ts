import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Account } from '~/composables/account/account'
import { PowerSyncDatabase } from '@powersync/web'
import { NuxtPowerSyncDatabase } from '#imports'
import { AppSchema, GuestSchema } from '~/powersync/AppSchema'

/**
 * The database of an account, or the guest's. One file an account, so that nobody ever sees another's rows, and one
 * instance a file: two would compete for the same storage. Opening is not awaited: queries queue until it is done.
 */
export function openDatabase(account: Account | null): CommonPowerSyncDatabase {
  const dbFilename = account ? `driftless-${account.id}.db` : 'driftless-guest.db'
  const known = instances.get(dbFilename)
  if (known && !known.closed) return known
  const Database = sharesWorkers() ? NuxtPowerSyncDatabase : PowerSyncDatabase
  const opened = new Database({ schema: account ? AppSchema : GuestSchema, database: { dbFilename } })
  instances.set(dbFilename, opened)
  return opened
}

/** Hot replacement of this module must not open a file a second time. */
const instances: Map<string, CommonPowerSyncDatabase> = import.meta.hot?.data.instances ?? new Map()
if (import.meta.hot) import.meta.hot.data.instances = instances

/**
 * The Nuxt database insists on a SharedWorker for its diagnostics. Where the SDK itself does without one (no
 * SharedWorker, Android, iOS, Safari) so do we. The rule is `resolveAndValidateOptions` of @powersync/web.
 */
function sharesWorkers(): boolean {
  return typeof SharedWorker !== 'undefined' && !/Android|iPhone|iPod|iPad/i.test(navigator.userAgent) && !('safari' in window)
}
