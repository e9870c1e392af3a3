import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useAccount } from '~/composables/useAccount'
import { guestId } from '~/powersync/guest'

/** The id that this browser's rows are made under: the account's, or the guest's. */
export function useMe(): ComputedRef<string> {
  const { account } = useAccount()
  return computed(() => account.value?.id ?? guestId)
}
