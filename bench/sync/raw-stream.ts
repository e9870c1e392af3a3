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
  #mark: { text: Buffer, resolve: () => void } | undefined

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

  /** Resolves with the complete checkpoint that contains this text, wherever it is; one text at a time. */
  contains(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#mark = { text: Buffer.from(text), resolve: () => void this.completed(this.completes + 1).then(resolve) }
    })
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
    const mark = this.#mark
    if (mark && searched.includes(mark.text)) {
      this.#mark = undefined
      mark.resolve()
    }
    for (let at = searched.indexOf(COMPLETE); at >= 0; at = searched.indexOf(COMPLETE, at + 1)) {
      this.completes++
      this.lastComplete = performance.now()
    }
    // A text may be cut by the end of the piece; one that is found already must not be found again.
    this.#tail = searched.subarray(Math.max(0, searched.lastIndexOf(COMPLETE) + 1, searched.length - Math.max(COMPLETE.length, mark?.text.length ?? 0) + 1))
    const due = this.#waiting.filter(({ count }) => count <= this.completes)
    if (due.length > 0) {
      this.#waiting = this.#waiting.filter(({ count }) => count > this.completes)
      for (const { resolve } of due) resolve()
    }
  }
}
