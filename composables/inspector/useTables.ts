import { computed } from 'vue'
import { readTables } from '~/powersync/inspect/tables'
import { useFollowed } from './useFollowed'

/** Every table and view of the local database, counted anew when synced or queued rows change. */
export function useTables() {
  const { value, error, isLoading } = useFollowed(() => readTables, { tables: ['ps_oplog', 'ps_crud', 'ps_kv'] })
  return { tables: computed(() => value.value ?? []), error, isLoading }
}
