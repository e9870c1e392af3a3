import type { RunningDatabase } from './powersync/start'
import { computed, shallowRef } from 'vue'
import { addRouteMiddleware, defineNuxtPlugin, onNuxtReady, useRoute } from '#imports'
import { keepStorage } from '~/composables/account/lasting-storage'
import { createAccountSession } from '~/composables/account/session'
import { owedClearing } from '~/composables/account/owed-sign-out'
import { rememberedAccount } from '~/composables/account/remembered-account'

/**
 * Knows the account from the start, and starts the local database of whoever used this browser last: at once on the app's
 * pages; on the others (front page, sign-in, invitations), which show nothing of it, when there is an account and the page is
 * done. It is a third of the JavaScript (plugins/powersync/start.ts).
 */
export default defineNuxtPlugin({
  name: 'driftless:powersync',
  async setup(nuxtApp) {
    const running = shallowRef<RunningDatabase>()
    let starting: Promise<RunningDatabase> | undefined
    const start = () => starting ??= import('./powersync/start').then(({ startDatabase }) => running.value = startDatabase(nuxtApp, session))

    const session = createAccountSession({
      use(account) {
        // One that starts later reads who it is.
        if (running.value) running.value.device.use(account)
        else if (account) keepStorage().catch(report)
      },
      resume: () => running.value?.device.resume(),
      unsent: async () => (await start()).device.unsent(),
      clear: async () => (await start()).device.clear(),
    })

    const startSession = () => {
      session.start()
      // The database was opened earlier, and another tab may have signed in or out since.
      running.value?.device.use(session.account.value)
    }
    // What the server rendered knows no account: it may show only when the page is hydrated.
    if (nuxtApp.isHydrating && nuxtApp.payload.serverRendered) nuxtApp.hook('app:suspense:resolve', startSession)
    else startSession()
    // Without an answer (offline) the remembered account stays.
    onNuxtReady(() => void session.check().catch(() => {}))

    addRouteMiddleware('driftless:database', async ({ path }) => {
      if (needsDatabase(path)) await start()
    }, { global: true })
    if (needsDatabase(useRoute().path)) await start()
    else if (rememberedAccount() ?? owedClearing.accountId()) onNuxtReady(() => void start().catch(report))

    return {
      provide: {
        account: session,
        sync: {
          isStuck: computed(() => running.value?.isStuck.value ?? false),
          isInMemory: computed(() => running.value?.isInMemory.value ?? false),
          reconnect: () => running.value?.device.reconnect(),
          /** Null until it was started. */
          shown: () => running.value?.shown.value ?? null,
        },
      },
    }
  },
})

function needsDatabase(path: string): boolean {
  return !/^\/(sign-in|sign-up|forgot-password|reset-password|invite\/.*)?\/?$/.test(path)
}

function report(error: unknown): void {
  console.error('The local database could not be started', error)
}
