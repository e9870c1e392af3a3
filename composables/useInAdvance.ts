import type { Component } from 'vue'
import { watch } from 'vue'
import { loadLazy } from '~/composables/load-lazy'
import { useIsIdle } from '~/composables/useIsIdle'

/** Loads lazy components once there is time, so that they are drawn at once when they are asked for, and also offline. */
export function useInAdvance(...components: readonly Component[]): void {
  const isIdle = useIsIdle()
  watch(isIdle, (is) => {
    if (is) void Promise.all(components.map(loadLazy)).catch((error: unknown) => console.warn('Not everything is ready for being offline', error))
  }, { immediate: true })
}
