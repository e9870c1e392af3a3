import { computed } from 'vue'
import { useNuxtApp } from '#imports'
import { acceptInstallOffer, isInstallOffered } from '~/composables/offline/install-prompt'

/** Whether the app opens without a network in this browser, and ways to have it at hand. */
export function useOfflineCopy() {
  const worker = import.meta.client ? useNuxtApp().$appWorker : undefined
  return {
    copy: computed(() => worker?.value?.copy.value ?? 'coming'),
    /** The browser would install the app if asked. */
    canInstall: computed(isInstallOffered),
    install: acceptInstallOffer,
    /** Safari on iOS installs by its share menu only, and tells no page whether it did before. */
    installsByShareMenu: import.meta.client && /iPhone|iPad|iPod/.test(navigator.userAgent) && !matchMedia('(display-mode: standalone)').matches,
  }
}
