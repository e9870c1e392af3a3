import type { ComputedRef, Ref } from 'vue'
import type { SimulatedNetwork } from './simulated-network'
import type { InspectorFact } from './InspectorEvent'
import { useEventListener } from '@vueuse/core'
import { computed, shallowReadonly, shallowRef } from 'vue'
import { useNuxtApp } from '#imports'
import { useInspectorFeed } from './feed'
import { simulatedNetwork, simulateNetwork } from './simulated-network'

export interface UsedConnection {
  network: Readonly<Ref<SimulatedNetwork>>
  /** Makes all tabs of this browser have that network, and connects anew. */
  setNetwork: (network: SimulatedNetwork) => void
  /** Whether the service is reached through this origin: only then can it be slowed down here. */
  canBeSlow: ComputedRef<boolean>
  /** The credentials used last, by whichever tab the worker asked. */
  credentials: ComputedRef<(Extract<InspectorFact, { kind: 'credentials' }> & { at: number }) | null>
  /** Why the last try to get credentials brought none; null when it did. */
  noCredentials: ComputedRef<string | null>
  /** Ends the connection and makes a new one, with fresh credentials. */
  reconnect: () => void
}

/** One for all parts of the Inspector: the browser tells other tabs of a change, and not this one. */
const network = shallowRef<SimulatedNetwork>('normal')

export function useConnection(): UsedConnection {
  const { events } = useInspectorFeed()
  const sync = useNuxtApp().$sync
  const look = () => { network.value = simulatedNetwork() }
  look()
  // Set in another tab.
  useEventListener(window, 'storage', look)

  const credentials = computed(() => {
    const last = events.value.findLast(event => event.fact.kind === 'credentials')
    return last?.fact.kind === 'credentials' ? { ...last.fact, at: last.at } : null
  })

  const noCredentials = computed(() => {
    const last = events.value.findLast(({ fact }) => fact.kind === 'credentials' || fact.kind === 'no-credentials')
    return last?.fact.kind === 'no-credentials' ? last.fact.reason : null
  })

  return {
    network: shallowReadonly(network),
    setNetwork(next) {
      simulateNetwork(next)
      network.value = next
      sync?.reconnect()
    },
    canBeSlow: computed(() => credentials.value?.endpoint.startsWith(`${location.origin}/powersync`) ?? false),
    credentials,
    noCredentials,
    reconnect: () => sync?.reconnect(),
  }
}
