import { setTimeout as pause } from 'node:timers/promises'
import { say } from '../bootstrap/say.mjs'
import { StackError } from '../stack-error.ts'

/** How a process ended, with its last lines. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly words?: string
}

/** Something that runs until it is stopped or breaks. */
export interface Running {
  readonly exited: Promise<Ending>
  stop(): Promise<void>
  kill(): void
}

/** Something that is started again whenever it breaks, until it is stopped. */
export interface Kept {
  /** Rejects when it broke `attempts` times in a row before `steady` was called. */
  readonly failed: Promise<never>
  /** From now on it is started again for ever. */
  steady(): void
  stop(): Promise<void>
  kill(): void
}

const attempts = 3

export interface Patience {
  /** Milliseconds to wait after the nth failure in a row. */
  readonly pauseAfter: (failures: number) => number
  /** Milliseconds of good running that forget earlier failures. */
  readonly longEnough: number
}

/** 0.5 s after the first failure, then twice as long each time, up to 30 s. */
export const patience: Patience = { pauseAfter: failures => Math.min(30_000, 250 * 2 ** failures), longEnough: 60_000 }

/** Keeps something running: after an end that nobody asked for it waits a little and starts it again. */
export async function keepRunning(name: string, start: () => Promise<Running>, { pauseAfter, longEnough } = patience): Promise<Kept> {
  let current = await start()
  let steady = false
  const stopping = new AbortController()
  const { promise: failed, reject: fail } = Promise.withResolvers<never>()
  failed.catch(() => undefined)

  const loop = (async () => {
    for (let failures = 0; !stopping.signal.aborted;) {
      const since = Date.now()
      const ending = await current.exited
      if (stopping.signal.aborted) return
      failures = Date.now() - since > longEnough ? 1 : failures + 1
      if (!steady && failures === attempts) return fail(new StackError('service_failed', `The ${name} process does not start: ${describe(ending)}.\n${ending.words ?? ''}`))
      const again = await startAgain(name, describe(ending), failures, start, pauseAfter, stopping.signal)
      if (again) current = again
    }
  })()

  return {
    failed,
    steady: () => {
      steady = true
    },
    stop: async () => {
      stopping.abort()
      await current.stop()
      await loop
      await current.stop()
    },
    kill: () => {
      stopping.abort()
      current.kill()
    },
  }
}

async function startAgain(
  name: string, what: string, failures: number, start: () => Promise<Running>, pauseAfter: Patience['pauseAfter'], stopping: AbortSignal,
): Promise<Running | undefined> {
  for (let tries = failures; ; tries++) {
    const milliseconds = pauseAfter(tries)
    say(`The ${name} process ${what}; starting it again in ${milliseconds / 1_000} s.`)
    try {
      await pause(milliseconds, undefined, { signal: stopping })
      return await start()
    }
    catch (error) {
      if (stopping.aborted) return undefined
      what = `does not start (${error instanceof Error ? error.message : String(error)})`
    }
  }
}

function describe({ code, signal }: Ending): string {
  return signal ? `was ended by ${signal}` : `ended with code ${code}`
}
