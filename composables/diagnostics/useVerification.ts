import type { Ref } from 'vue'
import type { Verification } from '~/powersync/diagnostics/verify-local'
import { shallowReadonly, shallowRef, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { verifyLocal } from '~/powersync/diagnostics/verify-local'

export interface UsedVerification {
  /** The last result; null before the first one, and for another account's database. */
  result: Readonly<Ref<Verification | null>>
  /** Examines this device's copy. It takes longer the more there is. */
  verify: () => Promise<void>
  /** What was found is not so any more. */
  forget: () => void
}

export function useVerification(): UsedVerification {
  const { opened, powersync } = useDatabase()
  const result = shallowRef<Verification | null>(null)
  const forget = () => { result.value = null }
  watch(powersync, forget)

  return {
    result: shallowReadonly(result),
    forget,
    async verify() {
      await opened()
      if (powersync.value) result.value = await verifyLocal(powersync.value)
    },
  }
}
