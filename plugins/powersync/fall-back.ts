import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { shallowRef, watch } from 'vue'
import { canStore } from './storage-probe'

/** How long a database may take to open before its storage is doubted, in milliseconds. */
const patience = 2_000

/**
 * Where the browser stores nothing, the SDK's database never opens and says nothing. Then a database in memory takes its
 * place, once, and the app says that nothing outlives its last tab.
 *
 * @returns whether it has come to that
 */
export function fallBackToMemory(shown: Ref<CommonPowerSyncDatabase>, toMemory: () => void): Readonly<Ref<boolean>> {
  const isInMemory = shallowRef(false)

  async function doubt(database: CommonPowerSyncDatabase) {
    if (database.ready || isInMemory.value || await canStore()) return
    if (shown.value !== database || isInMemory.value) return
    isInMemory.value = true
    toMemory()
  }

  watch(shown, (database, _before, onCleanup) => {
    const timer = setTimeout(() => void doubt(database), patience)
    onCleanup(() => clearTimeout(timer))
  }, { immediate: true })

  return isInMemory
}
