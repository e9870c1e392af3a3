import type { PageMessage } from '../../../service-worker/messages.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startAppWorker } from '../../../composables/offline/app-worker.ts'

/** What a browser has of this page's worker, as far as the page looks at it. */
const registration = Object.assign(new EventTarget(), { installing: null as unknown, waiting: null, active: workerOf('this'), update: vi.fn(async () => undefined) })
const reload = vi.fn(async () => undefined)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  registration.installing = null
  registration.update.mockReset()
  reload.mockClear()
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function workerOf(build: string) {
  return Object.assign(new EventTarget(), {
    state: 'activated',
    postMessage: ({ type }: PageMessage, [port]: MessagePort[]) => type === 'build' && port?.postMessage({ build }),
  })
}

/** A page that begins to listen when a worker of this build stands behind it. */
async function startedUnder(build: string, { onLine = true } = {}) {
  const container = Object.assign(new EventTarget(), { controller: workerOf(build), register: async () => registration, ready: Promise.resolve(registration) })
  vi.stubGlobal('navigator', { onLine, serviceWorker: container, locks: { query: async () => ({ held: [] }) } })
  const { copy, version } = startAppWorker({ build: 'this', reload })
  await vi.waitFor(() => expect(copy.value).toBe('kept'))
  return version.value
}

test('a page under a worker of its own build is current, and asks the server nothing', async () => {
  expect(await startedUnder('this')).toBe('current')
  expect(registration.update).not.toHaveBeenCalled()
})

test('a page that did not listen yet when another tab went on to the next version learns of it, and is not reloaded unasked', async () => {
  expect(await startedUnder('next')).toBe('behind')
  expect(reload).not.toHaveBeenCalled()
})

test('a page that is newer than its worker is not behind: the server has its worker, too', async () => {
  registration.update.mockImplementation(async () => {
    registration.installing = workerOf('this')
    return undefined
  })
  expect(await startedUnder('last')).toBe('current')
})

test('where the server cannot be asked nothing is said of either', async () => {
  expect(await startedUnder('next', { onLine: false })).toBe('current')
  registration.update.mockRejectedValue(new Error('no answer'))
  expect(await startedUnder('next')).toBe('current')
})
