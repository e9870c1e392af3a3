/// <reference lib="webworker" />
import type { ListedFile, PageMessage, WorkerAnswer } from './messages'
import { answerFile, fillCache, isListed, mendCache, tidyCache } from './files'
import { answerPage, isPage } from './pages'
import { isNeverOurs } from './never'

declare const self: ServiceWorkerGlobalScope & {
  /** Written in by the build: every file of it. */
  readonly __WB_MANIFEST: readonly ListedFile[]
}
/** Written in by the build. */
declare const __BUILD__: string

// The list names some of them without the slash.
const build = { id: __BUILD__, files: self.__WB_MANIFEST.map(file => ({ ...file, url: new URL(file.url, self.location.origin).pathname })) }

// All of it or nothing: a worker that misses a file is thrown away by the browser, which tries again later.
self.addEventListener('install', event => event.waitUntil(fillCache(build)))

// A new worker waits until a page says that the person agrees, or until no page of the old one is left. The very first one takes
// the open pages over, so that what they load from now on is there without a network, too.
self.addEventListener('activate', event => event.waitUntil(Promise.all([
  self.clients.claim(),
  tidyCache(build),
])))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  // What is not answered here goes to the network as if there were no worker.
  if (request.method !== 'GET' || url.origin !== self.location.origin || isNeverOurs(url.pathname)) return
  if (isPage(request)) event.respondWith(answerPage(build, request))
  else if (isListed(build, url)) event.respondWith(answerFile(build, request))
})

self.addEventListener('message', (event) => {
  const message: PageMessage = event.data
  if (message.type === 'build') event.ports[0]?.postMessage({ build: build.id } satisfies WorkerAnswer)
  if (message.type === 'take-over') event.waitUntil(self.skipWaiting())
  if (message.type === 'check') event.waitUntil(mendCache(build).then(() => tidyCache(build)))
})
