import { defineNitroPlugin } from '#imports'
import { environment } from '../environment.ts'

/**
 * The operator's brake: with DRIFTLESS_OFFLINE_SHELL=off a browser that asks for the service worker gets one that removes itself
 * (public/sw-off.js). Browsers ask at every page, so that also one that no page of ours can load any more is reached.
 */
export default defineNitroPlugin((nitro) => {
  if (environment.hasOfflineShell) return
  nitro.hooks.hook('request', (event) => {
    // Files are answered before any route of ours.
    if (event.path === '/sw.js') event._path = '/sw-off.js'
  })
})
