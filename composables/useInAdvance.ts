import type { Component } from 'vue'
import { loadLazy } from '~/composables/load-lazy'
import { useOnceIdle } from '~/composables/useOnceIdle'

/** Loads lazy components once there is time, so that they are drawn at once when they are asked for, and also offline. */
export function useInAdvance(...components: readonly Component[]): void {
  useOnceIdle(() => Promise.all(components.map(loadLazy)))
}
