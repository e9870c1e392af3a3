import type { Ref } from 'vue'
import type { DeviceFacts } from '~/powersync/diagnostics/device-facts'
import { shallowReadonly, shallowRef, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { useSyncStatus } from '~/composables/useSyncStatus'
import { useUploads } from '~/composables/useUploads'
import { readDeviceFacts } from '~/powersync/diagnostics/device-facts'

export interface UsedDeviceFacts {
  facts: Readonly<Ref<DeviceFacts | null>>
  error: Readonly<Ref<Error | null>>
}

/** How much there is on this device. Counted anew when the queue moves and after each sync. */
export function useDeviceFacts(): UsedDeviceFacts {
  const { powersync } = useDatabase()
  const { state } = useUploads()
  const { lastSyncedAt } = useSyncStatus()
  const facts = shallowRef<DeviceFacts | null>(null)
  const error = shallowRef<Error | null>(null)

  watch([powersync, () => state.value.head, () => state.value.tail, lastSyncedAt], async ([database], _before, onCleanup) => {
    let isOutdated = false
    onCleanup(() => { isOutdated = true })
    if (!database) return
    const [read, failure] = await readDeviceFacts(database).then(found => [found, null] as const, (cause: unknown) => [null, asError(cause)] as const)
    if (isOutdated) return
    facts.value = read
    error.value = failure
  }, { immediate: true })

  return { facts: shallowReadonly(facts), error: shallowReadonly(error) }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('The local database could not be counted', { cause })
}
