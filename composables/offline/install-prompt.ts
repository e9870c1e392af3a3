import { shallowRef } from 'vue'

/** What Chromium gives to a page that could be installed. Not in any standard, so TypeScript does not know it. */
interface InstallPromptEvent extends Event {
  prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }>
}

const offered = shallowRef<InstallPromptEvent | null>(null)

/** Keeps the browser's offer for a moment of the person's choosing, instead of its banner. Call early: it comes once. */
export function keepInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (isOffer(event)) offered.value = event
  })
  window.addEventListener('appinstalled', () => { offered.value = null })
}

export function isInstallOffered(): boolean {
  return offered.value !== null
}

/** Shows the browser's dialog. An offer is good for one time. */
export async function acceptInstallOffer(): Promise<void> {
  const offer = offered.value
  offered.value = null
  await offer?.prompt()
}

function isOffer(event: Event): event is InstallPromptEvent {
  return 'prompt' in event && typeof event.prompt === 'function'
}
