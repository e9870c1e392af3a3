import type { ComputedRef, Ref } from 'vue'
import { computed, onMounted, shallowReadonly, shallowRef } from 'vue'
import { useNuxtApp } from '#imports'
import { keepStorage } from '~/composables/account/lasting-storage'

export interface UsedDeviceStorage {
  /** The browser stores nothing here: everything goes when its last tab is closed. */
  isInMemory: ComputedRef<boolean>
  /** The browser promised not to clear this by itself; null until it is known. */
  isPersistent: Readonly<Ref<boolean | null>>
  /** Bytes used and allowed, as the browser estimates them. */
  estimate: Readonly<Ref<{ usage: number, quota: number } | null>>
  /** What a person should know about it, in words; null when all is well. */
  notice: ComputedRef<string | null>
  /** Asks the browser not to clear this device's lists. Some ask the person: call it after they did something. */
  keep: () => Promise<boolean>
}

/** How safe the lists are on this device. */
export function useDeviceStorage(): UsedDeviceStorage {
  const { t } = useWords()
  const sync = import.meta.client ? useNuxtApp().$sync : undefined
  const isPersistent = shallowRef<boolean | null>(null)
  const estimate = shallowRef<{ usage: number, quota: number } | null>(null)
  const isInMemory = computed(() => sync?.isInMemory.value ?? false)

  async function look() {
    if (!navigator.storage?.estimate) return
    isPersistent.value = await navigator.storage.persisted()
    const { usage = 0, quota = 0 } = await navigator.storage.estimate()
    estimate.value = { usage, quota }
  }

  onMounted(() => look().catch((error: unknown) => console.warn('The browser does not tell about its storage', error)))

  return {
    isInMemory,
    isPersistent: shallowReadonly(isPersistent),
    estimate: shallowReadonly(estimate),
    notice: computed(() => {
      if (isInMemory.value) return t('account.memoryNotice')
      if (estimate.value && estimate.value.quota > 0 && estimate.value.usage / estimate.value.quota > 0.9) return t('account.spaceNotice')
      return null
    }),
    async keep() {
      isPersistent.value = await keepStorage()
      return isPersistent.value
    },
  }
}
