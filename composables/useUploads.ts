import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ComputedRef, ShallowRef } from 'vue'
import type { UploadWatch, WatchedUploads } from '~/powersync/upload-watch'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { rowKey } from '~/powersync/queries/upload-state'
import { noUploads, watchUploads } from '~/powersync/upload-watch'

export interface UsedUploads {
  state: ComputedRef<WatchedUploads>
  isWaiting: (table: string, id: string) => boolean
}

/** What waits in this device's upload queue. One watch a database, shared by everything that asks. */
export function useUploads(): UsedUploads {
  const { powersync } = useDatabase()
  const current = shallowRef<Membership | null>(null)
  const state = computed(() => current.value?.state.value ?? noUploads)

  watch(powersync, (database) => {
    current.value?.leave()
    current.value = database && join(database)
  }, { immediate: true })
  onScopeDispose(() => current.value?.leave())

  return {
    state,
    isWaiting(table, id) {
      const key = rowKey(table, id)
      return state.value.rows.has(key) || state.value.sentRows.has(key)
    },
  }
}

/** Resolves when everything that asks knows the queue as it is now. */
export async function rereadUploads(database: CommonPowerSyncDatabase): Promise<void> {
  await watches.get(database)?.watch.reread()
}

interface Shared {
  state: ShallowRef<WatchedUploads>
  users: number
  watch: UploadWatch
}

interface Membership {
  readonly state: Readonly<ShallowRef<WatchedUploads>>
  readonly leave: () => void
}

const watches = new WeakMap<CommonPowerSyncDatabase, Shared>()

function join(database: CommonPowerSyncDatabase): Membership {
  const shared = watches.get(database) ?? begin(database)
  shared.users += 1
  return {
    state: shared.state,
    leave() {
      shared.users -= 1
      if (shared.users > 0) return
      shared.watch.stop()
      watches.delete(database)
    },
  }
}

function begin(database: CommonPowerSyncDatabase): Shared {
  const state = shallowRef(noUploads)
  const watch = watchUploads(database, (next) => { state.value = next }, error => console.error('The upload queue could not be read', error))
  const shared = { state, users: 0, watch }
  watches.set(database, shared)
  return shared
}
