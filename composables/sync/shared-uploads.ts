import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ShallowRef } from 'vue'
import type { UploadWatch, WatchedUploads } from '~/powersync/upload-watch'
import { shallowRef } from 'vue'
import { noUploads, watchUploads } from '~/powersync/upload-watch'

export interface SharedUploads {
  readonly state: Readonly<ShallowRef<WatchedUploads>>
  readonly leave: () => void
}

interface Shared {
  state: ShallowRef<WatchedUploads>
  users: number
  watch: UploadWatch
}

const watches = new WeakMap<CommonPowerSyncDatabase, Shared>()

/** What waits in a database's upload queue: one watch a database, shared by everything that asks. Call `leave` when it is no longer needed. */
export function joinUploads(database: CommonPowerSyncDatabase): SharedUploads {
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

/** Resolves when everything that asks knows the queue as it is now. */
export async function rereadUploads(database: CommonPowerSyncDatabase): Promise<void> {
  await watches.get(database)?.watch.reread()
}

function begin(database: CommonPowerSyncDatabase): Shared {
  const state = shallowRef(noUploads)
  const watch = watchUploads(database, (next) => { state.value = next }, error => console.error('The upload queue could not be read', error))
  const shared = { state, users: 0, watch }
  watches.set(database, shared)
  return shared
}
