import type { IncomingMessage } from 'node:http'
import type { Browser } from 'playwright-core'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { root } from '../../stack/root.ts'
import { startGate } from '../../tests/support/gate.ts'
import { until } from '../../tests/support/until.ts'
import { inspectorModules, isOfPage } from './modules.ts'

/** A file of the build that was asked for, and what it weighs as it travels. */
export interface Loaded {
  readonly path: string
  readonly bytes: number
}

export interface FirstPage {
  /** What the browser reads before the page can be used. */
  readonly mainThread: readonly Loaded[]
  /** Read by the page once it is in use and has nothing better to do: what opens on demand (composables/useIsIdle.ts). */
  readonly inIdle: readonly Loaded[]
  /** Asked for in advance, for pages that may come next; run by nobody yet. */
  readonly prefetched: readonly Loaded[]
  readonly workers: readonly Loaded[]
  readonly wasm: readonly Loaded[]
  readonly css: readonly Loaded[]
  readonly fonts: readonly Loaded[]
  /** Addresses of other origins that were asked. */
  readonly foreign: readonly string[]
  /** Modules of the Inspector in what was loaded. */
  readonly inspector: readonly string[]
}

/** Opens one page as a browser that was never here, until its database is open (the front page opens none), and sorts what it asked for. */
export async function measureFirstPage(browser: Browser, upstream: string, path: string, opensDatabase = path !== '/'): Promise<FirstPage> {
  const requests = new Requests()
  const gate = await startGate(upstream, request => requests.note(request))
  // What the service worker fetches in advance is not the first page.
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 800 } })
  const foreign: string[] = []
  try {
    const page = await context.newPage()
    page.on('request', request => /^(https?|wss?):/.test(request.url()) && !request.url().startsWith(gate.origin) && foreign.push(request.url()))
    await page.goto(`${gate.origin}${path}`)
    if (opensDatabase) await page.waitForFunction(name => performance.getEntriesByName(name).length > 0, idleMark)
    await until(() => (!opensDatabase || requests.of('wasm').length > 0) && requests.quietFor > quiet, { what: 'the database’s wasm and then silence' })
    for (const read of await page.evaluate(readByPage, idleMark)) requests.noteRead(read)
  }
  finally {
    await context.close()
    await gate.stop()
  }
  const files = Object.fromEntries(kinds.map(kind => [kind, requests.of(kind)])) as Record<Kind, Loaded[]>
  return { ...files, foreign, inspector: inspectorModules([...files.mainThread, ...files.inIdle, ...files.prefetched].map(file => file.path)) }
}

/** Set by composables/useIsIdle.ts. */
const idleMark = 'driftless:idle'

/** A script that the page imported; one that was prefetched comes out of the cache then, and no request tells of it. */
interface Read {
  readonly path: string
  readonly inIdle: boolean
}

/** In the page: what it imported, before that mark and after it; the first page has all of it before a mark that was never set. */
function readByPage(mark: string): Read[] {
  const since = performance.getEntriesByName(mark)[0]?.startTime ?? Infinity
  const imports = performance.getEntriesByType('resource').filter(entry => 'initiatorType' in entry && entry.initiatorType !== 'link')
  return imports.map(({ name, startTime }) => ({ path: new URL(name).pathname, inIdle: startTime >= since }))
}

/** A page that asked for nothing more for so long has what it needs, in milliseconds. */
const quiet = 1_000

const kinds = ['mainThread', 'inIdle', 'prefetched', 'workers', 'wasm', 'css', 'fonts'] as const
type Kind = typeof kinds[number]

class Requests {
  readonly #kinds = new Map<string, Kind>()
  readonly #read = new Set<string>()
  #last = Date.now()

  /** Milliseconds since the last request. */
  get quietFor(): number {
    return Date.now() - this.#last
  }

  note({ url = '', headers }: IncomingMessage): void {
    if (!url.startsWith('/_nuxt/')) return
    this.#last = Date.now()
    const kind = this.#kindOf(url, headers)
    // A prefetched file may be needed after all.
    if (kind && (!this.#kinds.has(url) || this.#kinds.get(url) === 'prefetched')) this.#kinds.set(url, kind)
  }

  noteRead({ path, inIdle }: Read): void {
    const kind = this.#kinds.get(path)
    // A script is listed once for its preloading and once for each import; the first import is early or late for good.
    if (!isOfPage(path) || this.#read.has(path) || (kind !== 'mainThread' && kind !== 'prefetched')) return
    this.#read.add(path)
    this.#kinds.set(path, inIdle ? 'inIdle' : 'mainThread')
  }

  of(kind: Kind): Loaded[] {
    const paths = [...this.#kinds].flatMap(([path, own]) => own === kind ? [path] : [])
    return paths.map(path => ({ path, bytes: brotliBytes(path) })).sort((a, b) => b.bytes - a.bytes)
  }

  #kindOf(url: string, { 'sec-purpose': purpose }: IncomingMessage['headers']): Kind | undefined {
    if (purpose?.includes('prefetch')) return 'prefetched'
    if (url.endsWith('.wasm')) return 'wasm'
    if (url.endsWith('.css')) return 'css'
    if (url.endsWith('.woff2')) return 'fonts'
    if (!url.endsWith('.js')) return undefined
    return isOfPage(url) ? 'mainThread' : 'workers'
  }
}

function brotliBytes(path: string): number {
  const file = join(root, '.output', 'public', path)
  return existsSync(`${file}.br`) ? readFileSync(`${file}.br`).length : brotliCompressSync(readFileSync(file)).length
}
