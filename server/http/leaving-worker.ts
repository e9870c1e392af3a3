/**
 * A service worker that takes over from one that does harm, removes what it kept, and itself. No row of anybody is kept by a service worker.
 * Pages that are open go on; the next ones come from the server.
 */
export const leavingWorker = `
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(leave()))

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
}
`
