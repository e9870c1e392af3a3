import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ComputedRef } from 'vue'
import type { Database } from '~/powersync/kysely'
import { computed, watch } from 'vue'
import { usePowerSync } from '#imports'
import { fetchedInAdvance } from '~/powersync/later'

const kysely = fetchedInAdvance(() => import('~/powersync/kysely'))

export interface UsedDatabase {
  /** The open PowerSync database; null on the server. Another account is another database. */
  powersync: ComputedRef<CommonPowerSyncDatabase | null>
  /** The same when it is open. Should the browser turn out to store nothing, this is the database in memory that took its place. */
  ready: () => Promise<CommonPowerSyncDatabase>
  /** The same for Kysely, for an action that a person just took. */
  opened: () => Promise<Database>
}

/** The local database of whoever uses this browser now. */
export function useDatabase(): UsedDatabase {
  const provided = import.meta.server ? undefined : usePowerSync()
  const powersync = computed(() => provided?.value ?? null)

  async function ready(): Promise<CommonPowerSyncDatabase> {
    const database = powersync.value
    if (!database) throw new Error('There is no local database during server rendering')
    if (!database.ready) await readyOrReplaced(database)
    return powersync.value === database ? database : await ready()
  }

  async function opened(): Promise<Database> {
    const { kyselyOf } = await kysely()
    return kyselyOf(await ready())
  }

  function readyOrReplaced(database: CommonPowerSyncDatabase): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = watch(powersync, () => {
        stop()
        resolve()
      }, { flush: 'sync' })
      database.waitForReady().then(resolve, reject).finally(stop)
    })
  }

  return { powersync, ready, opened }
}
