import { onMounted, shallowRef } from 'vue'
import { readStorage } from '~/powersync/inspect/storage'
import { useFollowed } from './useFollowed'

/** Where the bytes of the database are. Counting reads all of it: it is done when asked for, not at each change. */
export function useStorageReport() {
  const { value, error, isLoading, refresh } = useFollowed(() => readStorage, { tables: [] })
  const usage = shallowRef<number | null>(null)

  async function look() {
    if (navigator.storage?.estimate) usage.value = (await navigator.storage.estimate()).usage ?? null
  }

  onMounted(look)

  return {
    report: value,
    error,
    isLoading,
    /** Bytes of everything that this origin keeps in the browser, as the browser estimates them. */
    usage,
    refresh() {
      refresh()
      void look()
    },
  }
}
