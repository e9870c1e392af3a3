import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import type { Account } from '~/composables/account/account'
import type { Device } from '~/composables/account/session'
import { nextTick } from 'vue'
import { keepStorage } from '~/composables/account/lasting-storage'
import { inspectedConnector } from '~/composables/inspector/inspected-connector'
import { clearDatabase, finishSignOut } from './finish-sign-out'
import { bringGuestRows, noteGuest } from './guest-rows'
import { abandonDatabase, closeDatabase, openDatabase } from './open-database'
import { PowerSyncConnector } from '~/powersync/PowerSyncConnector'
import { readUploadState } from '~/powersync/queries/upload-state'

export interface SyncingDevice extends Device {
  /** Ends the connection and makes a new one. */
  reconnect: () => void
  /** Stops syncing until {@link Device.resume}; the queue stays. */
  pause: () => void
  /** Shows the same database in a new worker, because the last one is gone. */
  reopen: () => void
  /** Goes on in memory, because this browser stores nothing. */
  keepInMemory: () => void
}

interface DeviceEvents {
  /** The server does not know the session (any more), or it is another account's. */
  onSignedOut: () => void
  /** A sync token was fetched that is good for so many milliseconds. */
  onToken: (lifetime: number) => void
}

/**
 * This browser's part of the account's life: which file is shown, and whether it syncs.
 *
 * @param shown the database that every component reads from
 */
export function createDevice(shown: Ref<CommonPowerSyncDatabase>, initial: Account | null, events: DeviceEvents): SyncingDevice {
  let current = initial
  let keep: 'disk' | 'memory' = 'disk'
  let arranged = Promise.resolve()

  function connect() {
    if (!current) return
    const accountId = current.id
    // An answer that comes late is about an account that may not be shown any more: it must not stop the next one's sync.
    const onSignedOut = () => current?.id === accountId && events.onSignedOut()
    const options = { ...events, accountId, onSignedOut }
    const connector = import.meta.inspector ? inspectedConnector(options) : new PowerSyncConnector(options)
    // Never awaited: with a server that hangs it does not come back.
    shown.value.connect(connector, { crudUploadThrottleMs }).catch(report)
  }

  function use(account: Account | null) {
    if (account?.id === current?.id) return
    const last = shown.value
    current = account
    shown.value = openDatabase(account, keep)
    connect()
    // Who signs in wants to keep it: the browser should not clear it by itself when space runs short.
    if (account) keepStorage().catch(report)
    arranged = arrange().catch(report)
    void arranged.then(() => leave(last)).catch(report)
  }

  async function arrange() {
    finishSignOut({ open: id => openDatabase({ id }, keep), leave, isShown: id => current?.id === id }).catch(report)
    if (!current) return noteGuest()
    const accountId = current.id
    const isWanted = () => current?.id === accountId
    await bringGuestRows({ openGuest: () => openDatabase(null, keep), leaveGuest: leave, account: shown.value, accountId, isWanted })
  }

  async function leave(last: CommonPowerSyncDatabase) {
    // Components let go of the last database before it closes under them.
    await nextTick()
    // Who was switched back to meanwhile stays.
    if (last !== shown.value) await closeDatabase(last)
  }

  connect()
  arranged = arrange().catch(report)

  return {
    use,
    resume: connect,
    reconnect: connect,
    reopen() {
      abandonDatabase(shown.value)
      shown.value = openDatabase(current, keep)
      connect()
    },
    keepInMemory() {
      const last = shown.value
      keep = 'memory'
      shown.value = openDatabase(current, keep)
      connect()
      // Should it open after all, when there is room again, it must not sync beside the one that is shown.
      abandonDatabase(last)
    },
    pause: () => void shown.value.disconnect().catch(report),
    async unsent() {
      // What a guest made is the account's when it has been moved.
      await arranged
      return (await readUploadState(shown.value, 0)).queued
    },
    clear: () => clearDatabase(shown.value),
  }
}

/** Milliseconds between two uploads. The SDK's default is a second, which people who watch each other's edits notice. */
const crudUploadThrottleMs = 100

function report(error: unknown): void {
  console.error('The local database could not be arranged', error)
}
