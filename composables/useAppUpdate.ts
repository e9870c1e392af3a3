import { computed, shallowRef } from 'vue'
import { useNuxtApp } from '#imports'
import { hasUnsavedTyping } from '~/composables/offline/unsaved-typing'

/** The version that waits, and the person's word on it. */
export function useAppUpdate() {
  const worker = import.meta.client ? useNuxtApp().$appWorker : undefined
  const isPutOff = shallowRef(false)
  const isWriting = shallowRef(false)
  const isBusy = shallowRef(false)

  return {
    /** A version is here that this page is not of. */
    isOffered: computed(() => worker?.value !== undefined && worker.value.version.value !== 'current' && !isPutOff.value),
    /** It runs in the other tabs already. */
    isBehind: computed(() => worker?.value?.version.value === 'behind'),
    /** Updating now would lose what is being typed in this tab; asked a second time it is done all the same. */
    isWriting,
    isBusy,
    putOff() { isPutOff.value = true },
    async update() {
      if (!isWriting.value && hasUnsavedTyping()) {
        isWriting.value = true
        return
      }
      isBusy.value = true
      await worker?.value?.update()
    },
  }
}
