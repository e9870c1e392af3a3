/// <reference lib="webworker" />
import type { ListedFile } from './messages'
import { buildLock, buildLockPrefix } from './messages'
import { sqliteHere } from './sqlite-here'

declare const self: ServiceWorkerGlobalScope

export interface Build {
  readonly id: string
  readonly files: readonly ListedFile[]
}

/**
 * One cache for the files of every build: names change with the content, so that what did not change is not fetched again, and
 * a page of the last build still finds its files while the next one is already here.
 */
const cacheName = 'driftless-files'

/** The page for every address, kept like a file. The build's id is its revision. */
export const shellUrl = '/shell'

/** Enough to fill a line, few enough to leave room for the page that is being used. */
const atOnce = 6

/** Whether the build has this file. Others (pictures that people add, later) are not ours to keep. */
export function isListed(build: Build, url: URL): boolean {
  return url.pathname.startsWith('/_nuxt/') || build.files.some(file => file.revision !== null && file.url === url.pathname && url.pathname !== shellUrl)
}

/** Fetches what this browser needs and does not have yet. @throws when any of it cannot be had. */
export async function fillCache(build: Build): Promise<void> {
  const cache = await caches.open(cacheName)
  const had = new Set((await cache.keys()).map(request => request.url))
  const missing = build.files.filter(file => isNeededHere(file) && !had.has(keyOf(file)))
  const next = missing[Symbol.iterator]()
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const file of next) await keep(cache, file, build)
  }))
}

/** Fetches again what was lost since: a browser clears single entries, people clear them by hand. Without a network it waits for the next time. */
export async function mendCache(build: Build): Promise<void> {
  if (!self.navigator.onLine) return
  await fillCache(build).catch((error: unknown) => console.warn('The offline copy is not complete; the next page tries again', error))
}

/** Removes files of other builds, as soon as no page of another build is open that could ask for one. */
export async function tidyCache(build: Build): Promise<void> {
  const { held = [] } = await navigator.locks.query()
  const running = held.flatMap(({ name = '' }) => name.startsWith(buildLockPrefix) ? [name] : [])
  // The next build's files are being fetched into the same cache.
  if (self.registration.waiting || self.registration.installing || running.some(name => name !== buildLock(build.id))) return
  const cache = await caches.open(cacheName)
  const listed = new Set(build.files.map(keyOf))
  for (const request of await cache.keys()) if (!listed.has(request.url)) await cache.delete(request)
}

/** From this device; else from the network, and then it is kept. That is how a copy with holes heals, and how a file that few need gets here. */
export async function answerFile(build: Build, request: Request): Promise<Response> {
  const { pathname, href } = new URL(request.url)
  const file = build.files.find(({ url }) => url === pathname)
  const cache = await caches.open(cacheName)
  const kept = await cache.match(file ? keyOf(file) : href, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (file && isWhole(answer, file)) await cache.put(keyOf(file), answer.clone())
  return answer
}

/** This build's shell, or whichever is here: any opens the app. */
export async function keptShell(build: Build): Promise<Response | undefined> {
  const cache = await caches.open(cacheName)
  const own = build.files.find(file => file.url === shellUrl)
  return (own && await cache.match(keyOf(own), { ignoreVary: true })) ?? await cache.match(shellUrl, { ignoreSearch: true, ignoreVary: true })
}

async function keep(cache: Cache, file: ListedFile, build: Build): Promise<void> {
  // No cookie: what is kept is the same for everybody. A file without its content's name could be an old one from the HTTP cache.
  const answer = await fetch(file.url, { credentials: 'omit', cache: file.revision === null ? 'default' : 'no-store' })
  if (!isWhole(answer, file)) throw new UnfitFileError(file.url, `it answered ${answer.status} ${answer.headers.get('content-type')}`)
  // While a server is being replaced, the next page may come from the other build, whose files are not the ones listed here.
  if (file.url === shellUrl && !(await answer.clone().text()).includes(build.id)) throw new UnfitFileError(file.url, 'it is of another build')
  await cache.put(keyOf(file), answer)
}

/** A sign-in page of a hotel's network and a server that answers every address with its front page both say 200. */
function isWhole(answer: Response, file: ListedFile): boolean {
  const isHtml = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  return answer.status === 200 && !answer.redirected && isHtml === (file.url === shellUrl)
}

function isNeededHere({ kind }: ListedFile): boolean {
  return kind === undefined || kind === sqliteHere()
}

function keyOf({ url, revision }: ListedFile): string {
  return new URL(revision === null ? url : `${url}?revision=${revision}`, self.location.origin).href
}

export class UnfitFileError extends Error {
  readonly code = 'unfit_file'

  constructor(url: string, why: string) {
    super(`${url} is not kept for use without a network: ${why}`)
    this.name = 'UnfitFileError'
  }
}
