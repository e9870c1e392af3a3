import type { Ref } from 'vue'
import { readonly, shallowRef } from 'vue'
import { onNuxtReady, requestIdleCallback } from '#imports'
import { useDatabase } from '~/composables/useDatabase'
import { loadAllLater } from '~/powersync/later'

/** The moment, as the browser's performance timeline keeps it: `npm run bench:bundle` tells by it what the first page waited for. */
const moment = 'driftless:idle'

const isIdle = shallowRef(false)
let isAwaited = false

/**
 * False until the app is in use: the page is hydrated, the database is open, and the browser has nothing better to do. What opens
 * only when it is asked for is mounted then, so that it opens at once and also offline, and is no part of what the first page waits for.
 */
export function useIsIdle(): Readonly<Ref<boolean>> {
  const { ready } = useDatabase()
  if (import.meta.client && !isAwaited) {
    isAwaited = true
    onNuxtReady(() => ready().then(begin, begin))
  }
  return readonly(isIdle)
}

function begin() {
  requestIdleCallback(() => {
    performance.mark(moment)
    isIdle.value = true
    loadAllLater().catch((error: unknown) => console.warn('Not everything is ready for being offline', error))
  })
}
