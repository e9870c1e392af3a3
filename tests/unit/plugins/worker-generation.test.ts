import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nameWorkersByGeneration, onWorkerGeneration, workerAnswers } from '../../../plugins/powersync/worker-generation.ts'

const account = 'driftless-ada.db'
const guest = 'driftless-guest.db'
/** Names of workers that never answer. */
const hanging = new Set<string>()

/** As the SDK names it. */
const nameOf = (file: string) => `shared-powersync-${file}`

class Worker {
  readonly port
  readonly name: string

  constructor(_url: string, { name }: { name: string }) {
    this.name = name
    this.port = { postMessage: ({ port }: { port: MessagePort }) => hanging.has(name) ? port.close() : port.postMessage('an answer') }
  }
}

beforeEach(() => {
  hanging.clear()
  const window = { SharedWorker: Worker }
  vi.stubGlobal('window', window)
  vi.stubGlobal('SharedWorker', Worker)
  nameWorkersByGeneration()
  vi.stubGlobal('SharedWorker', window.SharedWorker)
})
afterEach(() => vi.unstubAllGlobals())

const open = (file: string) => new SharedWorker('worker.js', { name: nameOf(file) })

test('the worker of the database that is shown is asked, whichever was opened last', async () => {
  open(account)
  open(guest)
  hanging.add(nameOf(account))
  expect(await workerAnswers(account, 50)).toBe(false)
  expect(await workerAnswers(guest, 50)).toBe(true)
})

test('a page whose databases have no shared worker waits for none', async () => {
  expect(await workerAnswers('driftless-jon.db', 50)).toBe(true)
})

test('a new worker that another tab told of is found before what it wrote down is seen', async () => {
  const begun = vi.fn()
  onWorkerGeneration(begun)
  const channel = new BroadcastChannel('driftless:worker')
  channel.postMessage(3)
  await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(1))
  channel.close()
  expect(open(account)).toMatchObject({ name: `${nameOf(account)}-3` })
})
