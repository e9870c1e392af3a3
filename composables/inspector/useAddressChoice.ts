import type { WritableComputedRef } from 'vue'
import { computed } from 'vue'
import { useRoute, useRouter } from '#imports'

/**
 * A choice that the address keeps (`?tab=buckets`), so that it can be linked and outlives a reload.
 * @param choices the first of them is what an address without it means
 */
export function useAddressChoice<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): WritableComputedRef<Choice> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => choices.find(choice => choice === route.query[name]) ?? choices[0],
    set: (choice) => {
      void router.replace({ query: { ...route.query, [name]: choice } })
    },
  })
}
