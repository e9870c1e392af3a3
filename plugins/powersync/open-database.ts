import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Account } from '~/composables/account/account'
import type { StorageKind } from './choose-vfs'
import { LogLevels, PowerSyncDatabase, WASQLiteVFS } from '@powersync/web'
import { uuidv7 } from 'uuidv7'
import { NuxtPowerSyncDatabase } from '#imports'
import { AppSchema, GuestSchema } from '~/powersync/AppSchema'
import { keepEditTimes } from '~/powersync/edit-times'
import { chooseVfs, isSafari } from './choose-vfs'
import { storagePlace } from './storage-place'
import { tellUploadsToTabs } from './uploads-of-tabs'

/**
 * The database of an account, or the guest's. One file an account, so that nobody ever sees another's rows, and one
 * instance a file: two would compete for the same storage. Opening is not awaited: queries queue until it is done.
 *
 * @param keep where the rows live: `memory` for a browser that stores nothing, until its last tab is closed; without a shared worker each tab has its own
 */
export function openDatabase(account: Pick<Account, 'id'> | null, keep: 'disk' | 'memory' = 'disk'): CommonPowerSyncDatabase {
  const dbFilename = `driftless-${account?.id ?? 'guest'}${keep === 'memory' ? inMemory() : ''}.db`
  const known = instances.get(dbFilename)
  if (known && !known.closed) return known
  const Database = sharesWorkers() ? NuxtPowerSyncDatabase : PowerSyncDatabase
  const vfs = keep === 'memory' ? WASQLiteVFS.InMemoryVfs : WASQLiteVFS[storagePlace(dbFilename, preferredStorage())]
  const opened = new Database({
    schema: account ? AppSchema : GuestSchema,
    // The worker tells the Inspector everything.
    database: { dbFilename, vfs, ...import.meta.inspector && { databaseWorkerLogLevel: LogLevels.debug } },
  })
  instances.set(dbFilename, opened)
  if (!sharesWorkers()) tellUploadsToTabs(opened)
  // A guest's edits wait for nobody.
  if (account) keepEditTimes(opened).catch((error: unknown) => console.warn('The times of edits are not kept', error))
  return opened
}

/** Lets go of a database that is no longer shown. Its sync ends; its rows and its queue stay. */
export async function closeDatabase(database: CommonPowerSyncDatabase): Promise<void> {
  for (const [dbFilename, open] of instances) if (open === database) instances.delete(dbFilename)
  if (database.closed) return
  await database.disconnect()
  await database.close()
}

/** Lets go of a database whose worker is gone: it would not answer any more, to closing neither. */
export function abandonDatabase(database: CommonPowerSyncDatabase): void {
  for (const [dbFilename, open] of instances) if (open === database) instances.delete(dbFilename)
  // Should the worker live after all, this reaches it.
  void database.close({ disconnect: true }).catch(() => undefined)
}

/** Hot replacement of this module must not open a file a second time. */
const instances: Map<string, CommonPowerSyncDatabase> = import.meta.hot?.data.instances ?? new Map()
if (import.meta.hot) import.meta.hot.data.instances = instances

/** Of one name there is one connection to the server: tabs with memories of their own need a name each. */
function inMemory(): string {
  return sharesWorkers() ? '-memory' : `-memory-${thisTab}`
}

const thisTab = uuidv7()

function preferredStorage(): StorageKind {
  return chooseVfs({ ...traits(), hasOpfs: 'storage' in navigator && 'getDirectory' in navigator.storage })
}

/**
 * The Nuxt database insists on a SharedWorker for its diagnostics. Where the SDK itself does without one (no
 * SharedWorker, Android, iOS, Safari) so do we. The rule is `resolveAndValidateOptions` of @powersync/web.
 */
function sharesWorkers(): boolean {
  return typeof SharedWorker !== 'undefined' && !/Android/i.test(navigator.userAgent) && !isSafari(traits())
}

function traits(): { userAgent: string, isDesktopSafari: boolean } {
  return { userAgent: navigator.userAgent, isDesktopSafari: 'safari' in window }
}
