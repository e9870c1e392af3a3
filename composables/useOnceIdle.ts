import { watch } from 'vue'
import { useIsIdle } from '~/composables/useIsIdle'

/** Fetches something once there is time ({@link useIsIdle}). What cannot be fetched now is fetched when it is asked for. */
export function useOnceIdle(fetch: () => Promise<unknown>): void {
  const isIdle = useIsIdle()
  watch(isIdle, (is) => {
    if (is) fetch().catch((error: unknown) => console.warn('Not everything is ready for being offline', error))
  }, { immediate: true })
}
