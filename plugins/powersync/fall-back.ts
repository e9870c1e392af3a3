import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { shallowRef, watch } from 'vue'
import { beginElsewhere, isElsewhere, isInOpfs } from './storage-place'
import { canStore, hasOpfs } from './storage-probe'

/** How long a database may take to open before its storage is doubted, in milliseconds. */
const patience = 2_000

interface Ways {
  /** Opens the database of this file anew. */
  readonly reopen: () => void
  readonly toMemory: () => void
}

/**
 * Where the browser stores nothing, the SDK's database never opens and says nothing. Then a database in memory takes its
 * place, once, and the app says that nothing outlives its last tab. Where only OPFS is forbidden, a new file is begun in IndexedDB.
 *
 * @returns whether it has come to memory
 */
export function fallBack(shown: Ref<CommonPowerSyncDatabase>, { reopen, toMemory }: Ways): Readonly<Ref<boolean>> {
  const isInMemory = shallowRef(false)

  async function doubt(database: CommonPowerSyncDatabase) {
    if (database.ready || isInMemory.value) return
    const [isStored, isOpfs] = await Promise.all([canStore(), hasOpfs()])
    if (database.ready || shown.value !== database || isInMemory.value) return
    const { name } = database.database
    if (isStored && isElsewhere(name)) return reopen()
    if (isStored && (isOpfs || !isInOpfs(name))) return
    if (isStored && beginElsewhere(name)) return reopen()
    isInMemory.value = true
    toMemory()
  }

  watch(shown, (database, _before, onCleanup) => {
    const timer = setTimeout(() => void doubt(database), patience)
    onCleanup(() => clearTimeout(timer))
  }, { immediate: true })

  return isInMemory
}
