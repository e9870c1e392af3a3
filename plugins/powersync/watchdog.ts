import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import type { WatchedUploads } from '~/powersync/upload-watch'
import { shallowRef, watch } from 'vue'
import { joinUploads } from '~/composables/sync/shared-uploads'

/**
 * Notices a queue that does not move although the connection says it is there, and connects again.
 * Seen in practice: `connected`, no error, and edits that never leave. Or that left, over a connection of their own, and are never confirmed: then the
 * stream is dead, which says nothing else for minutes (stream-watch.ts).
 *
 * @param patience how long the head of the queue may stand still while the connection is there, in milliseconds
 * @returns whether it is stuck; true until the queue moves again
 */
export function watchQueue(shown: Ref<CommonPowerSyncDatabase>, reconnect: () => void, patience = 30_000): Readonly<Ref<boolean>> {
  const isStuck = shallowRef(false)

  watch(shown, (database, _before, onCleanup) => {
    /** The head of the queue, while there is one. */
    let waiting: number | 'confirmation' | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let due = 0
    let tries = 0
    // Of the last database.
    isStuck.value = false

    function wait() {
      // A server that is behind confirms late, to everybody: they must not all come again and again.
      const time = waiting === 'confirmation' ? patience * 2 ** Math.min(tries, 4) : patience
      due = Date.now() + time
      timer = setTimeout(look, time)
    }

    function look() {
      timer = undefined
      if (waiting === null) return
      // A page that was asleep counts from when it woke: nothing could move meanwhile.
      if (Date.now() - due > patience) return wait()
      // A long download brings the confirmation with it.
      const isComing = waiting === 'confirmation' && database.currentStatus.downloading
      if (navigator.onLine !== false && database.connected && !isComing) {
        isStuck.value = waiting !== 'confirmation'
        tries++
        reconnect()
      }
      wait()
    }

    function onState(state: WatchedUploads) {
      const next = state.head ?? (state.isConfirmed ? null : 'confirmation')
      if (next === waiting) return
      waiting = next
      tries = 0
      isStuck.value = false
      clearTimeout(timer)
      if (waiting !== null) wait()
    }

    const uploads = joinUploads(database)
    const unwatch = watch(uploads.state, onState, { immediate: true, flush: 'sync' })
    onCleanup(() => {
      unwatch()
      uploads.leave()
      clearTimeout(timer)
    })
  }, { immediate: true })

  return isStuck
}
