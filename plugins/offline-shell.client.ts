import type { AppWorker } from '~/composables/offline/app-worker'
import { shallowRef } from 'vue'
import { defineNuxtPlugin, onNuxtReady, useRuntimeConfig } from '#imports'
import { keepInstallOffer } from '~/composables/offline/install-prompt'
import { noticeTyping } from '~/composables/offline/unsaved-typing'
import { buildLock } from '~/service-worker/messages'

/** Keeps the app on this device, so that it opens without a network; begins when the page has nothing better to do. */
export default defineNuxtPlugin({
  name: 'driftless:offline-shell',
  setup(nuxtApp) {
    const appWorker = shallowRef<AppWorker>()
    if (import.meta.dev) {
      void sendWorkersAway()
      return { provide: { appWorker } }
    }
    keepInstallOffer()
    noticeTyping()
    const build = useRuntimeConfig().app.buildId
    holdBuild(build)

    onNuxtReady(async () => {
      const [{ startAppWorker }, { editsWritten }] = await Promise.all([import('~/composables/offline/app-worker'), import('~/composables/offline/before-reload')])
      appWorker.value = startAppWorker({
        build,
        async reload() {
          const database = nuxtApp.$sync.shown()
          if (database) await editsWritten(database)
          location.reload()
        },
      })
    })
    return { provide: { appWorker } }
  },
})

/** From the start: the files that this page did not load yet must not go while another tab goes on to the next version. */
function holdBuild(build: string) {
  void navigator.locks?.request(buildLock(build), { mode: 'shared' }, () => new Promise<void>(() => undefined))
}

/** One that `npm start` left at the same address would answer with its own, built files. */
async function sendWorkersAway() {
  for (const registration of await navigator.serviceWorker?.getRegistrations() ?? []) await registration.unregister()
}
