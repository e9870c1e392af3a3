import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ComputedRef } from 'vue'
import type { Database } from '~/powersync/kysely'
import { computed } from 'vue'
import { usePowerSync } from '#imports'
import { kyselyOf } from '~/powersync/kysely'

export interface UsedDatabase {
  /** The open PowerSync database; null on the server. Another account is another database. */
  powersync: ComputedRef<CommonPowerSyncDatabase | null>
  kysely: ComputedRef<Database | null>
  /** The same, for an action that a person just took. @throws Error on the server */
  opened: () => Database
}

/** The local database of whoever uses this browser now. */
export function useDatabase(): UsedDatabase {
  const provided = import.meta.server ? undefined : usePowerSync()
  const powersync = computed(() => provided?.value ?? null)
  const kysely = computed(() => powersync.value && kyselyOf(powersync.value))
  const opened = () => {
    if (!kysely.value) throw new Error('There is no local database during server rendering')
    return kysely.value
  }
  return { powersync, kysely, opened }
}
