import type { ComputedRef } from 'vue'
import type { SharedUploads } from '~/composables/sync/shared-uploads'
import type { WatchedUploads } from '~/powersync/upload-watch'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { joinUploads } from '~/composables/sync/shared-uploads'
import { useDatabase } from '~/composables/useDatabase'
import { rowKey } from '~/powersync/queries/upload-state'
import { noUploads } from '~/powersync/upload-watch'

export interface UsedUploads {
  state: ComputedRef<WatchedUploads>
  isWaiting: (table: string, id: string) => boolean
}

/** What waits in this device's upload queue. One watch a database, shared by everything that asks. */
export function useUploads(): UsedUploads {
  const { powersync } = useDatabase()
  const current = shallowRef<SharedUploads | null>(null)
  const state = computed(() => current.value?.state.value ?? noUploads)

  watch(powersync, (database) => {
    current.value?.leave()
    current.value = database && joinUploads(database)
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
