import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import type { WatchedUploads } from '~/powersync/upload-watch'
import { shallowRef, watch } from 'vue'
import { watchUploads } from '~/powersync/upload-watch'

/**
 * Notices a queue that does not move although the connection says it is there, and connects again.
 * Seen in practice: `connected`, no error, and edits that never leave.
 *
 * @param patience how long the head of the queue may stand still while the connection is there, in milliseconds
 * @returns whether it is stuck; true until the queue moves again
 */
export function watchQueue(shown: Ref<CommonPowerSyncDatabase>, reconnect: () => void, patience = 30_000): Readonly<Ref<boolean>> {
  const isStuck = shallowRef(false)

  watch(shown, (database, _before, onCleanup) => {
    let head: number | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let due = 0

    function wait() {
      due = Date.now() + patience
      timer = setTimeout(look, patience)
    }

    function look() {
      timer = undefined
      if (head === null) return
      // A page that was asleep counts from when it woke: nothing could move meanwhile.
      if (Date.now() - due > patience) return wait()
      if (navigator.onLine !== false && database.connected) {
        isStuck.value = true
        reconnect()
      }
      wait()
    }

    function onState(state: WatchedUploads) {
      if (state.head === head) return
      head = state.head
      isStuck.value = false
      clearTimeout(timer)
      if (head !== null) wait()
    }

    const uploads = watchUploads(database, onState, error => console.error('The upload queue could not be read', error))
    onCleanup(() => {
      uploads.stop()
      clearTimeout(timer)
    })
  }, { immediate: true })

  return isStuck
}
