import { createPowerSyncPlugin, defineNuxtPlugin, onNuxtReady, usePowerSync } from '#imports'
import { startAgent } from '~/composables/inspector/start-agent'
import { createAccountSession } from '~/composables/account/session'
import { rememberedAccount } from '~/composables/account/remembered-account'
import { onRebuilt } from '~/composables/diagnostics/rebuild-channel'
import { createDevice } from './powersync/device'
import { fallBackToMemory } from './powersync/fall-back'
import { openDatabase } from './powersync/open-database'
import { watchStream } from './powersync/stream-watch'
import { onWaking } from './powersync/waking'
import { watchQueue } from './powersync/watchdog'
import { nameWorkersByGeneration } from './powersync/worker-generation'
import { watchWorker } from './powersync/worker-watch'

/**
 * Opens the local database of whoever used this browser last and starts to sync it.
 * Nothing here is awaited: the first paint waits neither for the database nor for the network.
 */
export default defineNuxtPlugin({
  name: 'driftless:powersync',
  setup(nuxtApp) {
    nameWorkersByGeneration()
    const remembered = rememberedAccount()
    nuxtApp.vueApp.use(createPowerSyncPlugin({ database: openDatabase(remembered) }))
    const shown = nuxtApp.vueApp.runWithContext(() => usePowerSync())
    if (!shown) throw new Error('The PowerSync plugin for Vue provides no database')
    if (import.meta.inspector) startAgent(shown)

    const onToken = watchStream(shown, () => device.reconnect())
    const device = createDevice(shown, remembered, {
      onToken,
      onSignedOut() {
        device.pause()
        session.check().catch(() => session.expire())
      },
    })
    const session = createAccountSession(device)
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
    watchWorker(shown, device.reopen)
    const isStuck = watchQueue(shown, device.reconnect)
    const isInMemory = fallBackToMemory(shown, device.keepInMemory)

    // What the server rendered knows no account: it may show only when the page is hydrated.
    if (nuxtApp.isHydrating && nuxtApp.payload.serverRendered) nuxtApp.hook('app:suspense:resolve', session.start)
    else session.start()
    // Without an answer (offline) the remembered account stays.
    onNuxtReady(() => void session.check().catch(() => {}))

    return { provide: { account: session, sync: { isStuck, isInMemory, reconnect: device.reconnect } } }
  },
})
