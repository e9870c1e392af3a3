import type { ComputedRef } from 'vue'
import type { OpenOptions } from '~/composables/diagnostics/open-options'
import { computed } from 'vue'
import { connectionOptionsOf, openOptionsOf } from '~/composables/diagnostics/open-options'
import { useRawStatus } from '~/composables/inspector/useRawStatus'
import { useDatabase } from '~/composables/useDatabase'

export interface ClientOptions {
  open: ComputedRef<OpenOptions | null>
  connection: ComputedRef<Readonly<Record<string, string>> | null>
  /** Of the SDK, with the SQLite extension's. */
  sdk: ComputedRef<string | null>
}

/** How this tab opened its database and connects. */
export function useClientOptions(): ClientOptions {
  const { powersync } = useDatabase()
  const status = useRawStatus()
  return {
    open: computed(() => powersync.value && openOptionsOf(powersync.value)),
    // It is known when there is a connection, so a change of the status asks anew.
    connection: computed(() => status.value && powersync.value && connectionOptionsOf(powersync.value)),
    sdk: computed(() => status.value && powersync.value?.ready ? powersync.value.sdkVersion : null),
  }
}
