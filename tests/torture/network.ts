import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { Transform } from 'node:stream'

/** `dead`: connections stay open and no byte passes; those that were open then never come back to life. */
export type Weather = 'up' | 'slow' | 'dead' | 'down'

/** One browser's way to the server: an origin of its own, so that pages and workers alike go through it. */
export interface Network {
  readonly origin: string
  /** Connections to the sync stream that are open now. */
  streams(): number
  set(weather: Weather): void
  stop(): Promise<void>
}

const slowness = { milliseconds: 100, bytes: 4_096 }

export async function startNetwork(target: string): Promise<Network> {
  const { port } = new URL(target)
  const pairs = new Set<Pair>()
  let weather: Weather = 'up'

  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (weather === 'down') return void near.destroy()
    const pair = new Pair(near, connect(Number(port), '127.0.0.1'), weather === 'slow')
    pairs.add(pair)
    near.once('close', () => pairs.delete(pair))
    if (weather === 'dead') pair.die()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    streams: () => [...pairs].filter(pair => pair.isStream).length,
    set(next) {
      weather = next
      for (const pair of pairs) {
        if (next === 'dead') pair.die()
        else if (next === 'down') pair.close()
      }
    },
    async stop() {
      for (const pair of pairs) pair.close()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A browser's connection and ours behind it. */
class Pair {
  readonly #near: Socket
  readonly #far: Socket
  /** The last request on it asked for the sync stream. */
  isStream = false

  constructor(near: Socket, far: Socket, isSlow: boolean) {
    this.#near = near
    this.#far = far
    for (const socket of [near, far]) {
      socket.on('error', () => undefined)
      socket.once('close', () => this.close())
    }
    near.on('data', (bytes: Buffer) => {
      const request = /^(GET|POST|PUT|DELETE|OPTIONS) (\S+) HTTP/.exec(bytes.subarray(0, 200).toString('latin1'))
      if (request) this.isStream = request[1] === 'POST' && request[2] === '/powersync/sync/stream'
    })
    if (isSlow) near.pipe(slowly()).pipe(far).pipe(slowly()).pipe(near)
    else near.pipe(far).pipe(near)
  }

  die(): void {
    for (const socket of [this.#near, this.#far]) {
      socket.unpipe()
      socket.pause()
    }
  }

  close(): void {
    this.#near.destroy()
    this.#far.destroy()
  }
}

function slowly(): Transform {
  return new Transform({
    highWaterMark: slowness.bytes,
    transform: (chunk, _encoding, done) => void setTimeout(() => done(null, chunk), slowness.milliseconds),
  })
}
