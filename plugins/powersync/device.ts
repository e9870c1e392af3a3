import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import type { Account } from '~/composables/account/account'
import type { Device } from '~/composables/account/session'
import { nextTick } from 'vue'
import { bringGuestRows, noteGuest } from './guest-rows'
import { openDatabase } from './open-database'
import { PowerSyncConnector } from '~/powersync/PowerSyncConnector'

export interface SyncingDevice extends Device {
  /** Ends the connection and makes a new one. */
  reconnect: () => void
  /** Stops syncing until {@link Device.resume}; the queue stays. */
  pause: () => void
}

/**
 * This browser's part of the account's life: which file is shown, and whether it syncs.
 *
 * @param shown the database that every component reads from
 * @param onSignedOut the server does not know the session (any more), or it is another account's
 */
export function createDevice(shown: Ref<CommonPowerSyncDatabase>, initial: Account | null, onSignedOut: () => void): SyncingDevice {
  let current = initial

  function connect() {
    if (!current) return
    // Never awaited: with a server that hangs it does not come back.
    shown.value.connect(new PowerSyncConnector({ accountId: current.id, onSignedOut })).catch(report)
  }

  async function use(account: Account | null) {
    const last = shown.value
    current = account
    shown.value = openDatabase(account)
    connect()
    if (last === shown.value) return
    await arrange().catch(report)
    // Components let go of the last database before it closes under them.
    await nextTick()
    if (last.closed) return
    await last.disconnect()
    await last.close()
  }

  async function arrange() {
    if (current) await bringGuestRows(() => openDatabase(null), shown.value, current.id)
    else noteGuest()
  }

  connect()
  arrange().catch(report)

  return {
    use,
    resume: connect,
    reconnect: connect,
    pause: () => void shown.value.disconnect().catch(report),
    unsent: async () => (await shown.value.getUploadQueueStats()).count,
    clear: () => shown.value.disconnectAndClear({ clearLocal: true }),
  }
}

function report(error: unknown): void {
  console.error('The local database could not be arranged', error)
}
