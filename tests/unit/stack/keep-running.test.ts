import type { Ending, Running } from '../../../stack/supervisor/keep-running.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepRunning, patience } from '../../../stack/supervisor/keep-running.ts'

/** Something that runs until the test ends it. */
class Doll implements Running {
  end: (ending: Ending) => void = () => undefined
  readonly exited = new Promise<Ending>((resolve) => {
    this.end = resolve
  })

  async stop() {
    this.end({ code: 0, signal: null })
  }

  kill() {
    this.end(crash)
  }
}

const crash: Ending = { code: null, signal: 'SIGKILL', words: 'no such module' }
const hasty = { pauseAfter: () => 1, longEnough: 60_000 }
let dolls: Doll[] = []

async function start() {
  const doll = new Doll()
  dolls.push(doll)
  return doll
}

async function untilStarted(times: number): Promise<void> {
  await vi.waitFor(() => expect(dolls).toHaveLength(times))
}

beforeEach(() => {
  dolls = []
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterEach(() => {
  vi.restoreAllMocks()
})

it('each failure in a row is waited out longer, up to half a minute', () => {
  expect([1, 2, 3, 4, 7, 8, 99].map(patience.pauseAfter)).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000, 30_000])
})

it('what breaks is started again, for ever once it worked', async () => {
  const kept = await keepRunning('test', start, hasty)
  kept.steady()
  for (let times = 1; times < 10; times++) {
    await untilStarted(times)
    dolls[times - 1]!.end(crash)
  }
  await untilStarted(10)
  await kept.stop()
})

it('what cannot be started again is tried again', async () => {
  let refusals = 3
  const kept = await keepRunning('test', async () => {
    if (dolls.length === 1 && refusals-- > 0) throw new Error('not now')
    return await start()
  }, hasty)
  kept.steady()
  dolls[0]!.end(crash)
  await untilStarted(2)
  await kept.stop()
})

it('good running forgets earlier failures', async () => {
  const failures: number[] = []
  const kept = await keepRunning('test', start, { longEnough: -1, pauseAfter: count => failures.push(count) })
  for (const times of [1, 2, 3]) {
    await untilStarted(times)
    dolls[times - 1]!.end(crash)
  }
  await untilStarted(4)
  expect(failures).toEqual([1, 1, 1])
  await kept.stop()
})

it('what breaks three times before it ever worked has failed, with its last words', async () => {
  const kept = await keepRunning('test', start, hasty)
  for (const times of [1, 2, 3]) {
    await untilStarted(times)
    dolls[times - 1]!.end(crash)
  }
  await expect(kept.failed).rejects.toMatchObject({ code: 'service_failed', message: expect.stringContaining('no such module') })
})

it('what is stopped stays stopped, also while it waits to be started again', async () => {
  const kept = await keepRunning('test', start, { pauseAfter: () => 3_600_000, longEnough: 60_000 })
  kept.steady()
  dolls[0]!.end(crash)
  await kept.stop()
  expect(dolls).toHaveLength(1)
})
