import type { SyncStatus } from '@powersync/common'
import type { Ref } from 'vue'
import { shallowReadonly, shallowRef, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'

/** The SDK's state of sync as it is, for people who know its words. Null until there is a database. */
export function useRawStatus(): Readonly<Ref<SyncStatus | null>> {
  const { powersync } = useDatabase()
  const status = shallowRef<SyncStatus | null>(null)
  watch(powersync, (database, _before, onCleanup) => {
    status.value = database?.currentStatus ?? null
    if (database) onCleanup(database.registerListener({ statusChanged: (next) => { status.value = next } }))
  }, { immediate: true })
  return shallowReadonly(status)
}
