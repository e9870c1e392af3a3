import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:http'

const COMPLETE = Buffer.from('{"checkpoint_complete"')
const agent = new Agent({ keepAlive: false, maxSockets: Infinity })

export interface RawStreamOptions {
  port: number
  token: string
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

/** A stream that only counts: bytes, and complete checkpoints with the time when they came. */
export class RawStream {
  readonly #response: IncomingMessage
  #tail: Buffer = Buffer.alloc(0)
  bytes = 0
  completes = 0
  /** Kept only on request: the bytes themselves. */
  chunks: Buffer[] | undefined
  lastComplete = 0
  #waiting: { count: number, resolve: () => void }[] = []

  private constructor(response: IncomingMessage, keep: boolean) {
    this.#response = response
    if (keep) this.chunks = []
    response.on('data', (chunk: Buffer) => this.#take(chunk))
    response.on('error', () => undefined)
  }

  static open({ port, token, body = {}, headers = {} }: RawStreamOptions, keep = false): Promise<RawStream> {
    return new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/sync/stream', agent, headers: { 'authorization': `Token ${token}`, 'content-type': 'application/json', ...headers } }, (response) => {
        if (response.statusCode === 200) resolve(new RawStream(response, keep))
        else reject(new Error(`The stream answers ${response.statusCode}`))
      })
      sent.on('error', reject)
      sent.end(JSON.stringify({ raw_data: true, ...body }))
    })
  }

  /** Resolves when the given number of complete checkpoints has come since the beginning. */
  completed(count: number): Promise<void> {
    if (this.completes >= count) return Promise.resolve()
    return new Promise(resolve => this.#waiting.push({ count, resolve }))
  }

  get ended(): boolean {
    return this.#response.destroyed
  }

  close(): void {
    this.#response.destroy()
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.length
    this.chunks?.push(chunk)
    const searched = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk
    for (let at = searched.indexOf(COMPLETE); at >= 0; at = searched.indexOf(COMPLETE, at + 1)) {
      this.completes++
      this.lastComplete = performance.now()
    }
    this.#tail = searched.subarray(Math.max(0, searched.length - COMPLETE.length + 1))
    const due = this.#waiting.filter(({ count }) => count <= this.completes)
    if (due.length > 0) {
      this.#waiting = this.#waiting.filter(({ count }) => count > this.completes)
      for (const { resolve } of due) resolve()
    }
  }
}
