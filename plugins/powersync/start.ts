import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import type { NuxtApp } from '#app'
import type { SyncingDevice } from './device'
import type { createAccountSession } from '~/composables/account/session'
import { createPowerSyncPlugin, usePowerSync } from '#imports'
import { startAgent } from '~/composables/inspector/start-agent'
import { rememberedAccount } from '~/composables/account/remembered-account'
import { onRebuilt } from '~/composables/diagnostics/rebuild-channel'
import { actAgain } from './act-again'
import { watchConnecting } from './connecting-watch'
import { createDevice } from './device'
import { fallBack } from './fall-back'
import { takeOverFromClosedTab } from './hand-over'
import { openDatabase } from './open-database'
import { pauseWhenSignedOut } from './signed-out'
import { watchStream } from './stream-watch'
import { onWaking } from './waking'
import { watchQueue } from './watchdog'
import { nameWorkersByGeneration } from './worker-generation'
import { watchWorker } from './worker-watch'

export interface RunningDatabase {
  /** The database that every component reads from. */
  readonly shown: Ref<CommonPowerSyncDatabase>
  readonly device: SyncingDevice
  readonly isStuck: Readonly<Ref<boolean>>
  readonly isInMemory: Readonly<Ref<boolean>>
}

/** Opens the local database of whoever uses this browser and starts to sync it. Neither is waited for. */
export function startDatabase(nuxtApp: NuxtApp, session: ReturnType<typeof createAccountSession>): RunningDatabase {
  nameWorkersByGeneration()
  // Before the page is hydrated nobody is said to be known.
  const initial = session.isKnown.value ? session.account.value : rememberedAccount()
  nuxtApp.vueApp.use(createPowerSyncPlugin({ database: openDatabase(initial) }))
  const shown = nuxtApp.vueApp.runWithContext(() => usePowerSync())
  if (!shown) throw new Error('The PowerSync plugin for Vue provides no database')
  if (import.meta.inspector) startAgent(shown)

  const onToken = watchStream(shown, () => device.reconnect())
  const device: SyncingDevice = createDevice(shown, initial, { onToken, onSignedOut: () => void onSignedOut() })
  const onSignedOut = pauseWhenSignedOut(device, session)
  // The SDK tries again every five seconds; who comes back online should not wait for that.
  window.addEventListener('online', () => {
    const { connected, uploadError } = shown.value.currentStatus
    if (!connected || uploadError) device.reconnect()
  })
  onWaking(() => {
    session.follow()
    device.reconnect()
    session.check().catch(() => undefined)
  })
  // A connection that this tab has of its own knows nothing of another tab's rebuilding.
  onRebuilt(device.reconnect)
  takeOverFromClosedTab(shown, device.reconnect)
  const replaceWorker = watchWorker(shown, device.reopen)
  const isWanted = () => session.account.value !== null && !session.isExpired.value
  watchConnecting(shown, { isWanted, reconnect: device.reconnect, replaceWorker })
  actAgain(shown)
  return { shown, device, isStuck: watchQueue(shown, device.reconnect), isInMemory: fallBack(shown, { reopen: device.reopen, toMemory: device.keepInMemory }) }
}
