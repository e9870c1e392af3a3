import type { Page } from 'playwright-core'

/** Resolves when the service worker has everything and stands between this page and the network. */
export async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  })
}

/** What the browser keeps of the app: addresses, and a hash of each one's content. */
export function keptFiles(page: Page): Promise<{ path: string, hash: string, text: string }[]> {
  return page.evaluate(async () => {
    const files: { path: string, hash: string, text: string }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url)
        const body = await (await cache.match(request))!.arrayBuffer()
        const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', body))].map(byte => byte.toString(16).padStart(2, '0')).join('')
        files.push({ path: pathname, hash, text: /\.(wasm|woff2)$/.test(pathname) ? '' : new TextDecoder().decode(body) })
      }
    }
    return files
  })
}

/** Neither a service worker nor a file of the app. */
export function hasNothingKept(page: Page): Promise<boolean> {
  return page.evaluate(async () => !await navigator.serviceWorker.getRegistration() && (await caches.keys()).length === 0)
}

/** Lets the browser forget some of it, as happens when space runs short. */
export function forgetFiles(page: Page, forgotten: string): Promise<number> {
  return page.evaluate(async (pattern) => {
    let count = 0
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) if (new RegExp(pattern).test(new URL(request.url).pathname) && await cache.delete(request)) count += 1
    }
    return count
  }, forgotten)
}

/** Asks the server for a new version now, as happens every hour. */
export function lookForVersion(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return await registration?.update().then(() => 'asked', (error: unknown) => String(error)) ?? 'no worker'
  })
}

/** The build that this page is of. */
export function buildOf(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { useNuxtApp: () => { $config: { app: { buildId: string } } } }).useNuxtApp().$config.app.buildId)
}
