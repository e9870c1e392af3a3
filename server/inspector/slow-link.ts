import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** How a network is that is made slow on purpose. */
export interface Pace {
  /** Milliseconds before an answer begins. */
  readonly delay: number
  readonly bytesPerSecond: number
}

const slowest = 60_000

/** `400-50000`: 400 ms, then 50 kB a second. Undefined for anything else. */
export function parsePace(text: string): Pace | undefined {
  const [, delay = '', rate = ''] = /^(\d{1,5})-(\d{1,9})$/.exec(text) ?? []
  const pace = { delay: Number(delay), bytesPerSecond: Number(rate) }
  return delay !== '' && pace.delay <= slowest && pace.bytesPerSecond > 0 ? pace : undefined
}

/** Passes bytes on at a pace, in pieces of a tenth of a second. It ends early when it is destroyed. */
export function throttle(source: Readable, { bytesPerSecond }: Pace): Transform {
  const piece = Math.max(1, Math.floor(bytesPerSecond / 10))
  const gone = new AbortController()
  const slow = new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length; at += piece) {
          const part = chunk.subarray(at, at + piece)
          this.push(part)
          await pause(part.length / bytesPerSecond * 1000, undefined, { signal: gone.signal })
        }
        done()
      }
      catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  slow.once('close', () => gone.abort())
  source.once('error', error => slow.destroy(error))
  return source.pipe(slow)
}
