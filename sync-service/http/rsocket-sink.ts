import type { WebSocket } from 'ws'
import type { Metrics } from '../config/metrics.ts'
import type { LineEncoder } from '../protocol/line-encoder.ts'
import type { ControlLine } from '../protocol/lines.ts'
import type { DataLine, LineSink } from '../protocol/sync-session.ts'
import { nextFrame } from '../protocol/rsocket-frames.ts'

/** Writes a session's lines as payloads, one BSON document each, as many as the client has asked for. */
export class RSocketSink implements LineSink {
  readonly #socket: WebSocket
  readonly #streamId: number
  readonly #encoder: LineEncoder
  readonly #metrics: Metrics
  readonly #signal: AbortSignal
  #credit: number
  #granted: (() => void) | undefined
  #queue: Promise<void> = Promise.resolve()
  bytes = 0

  constructor(socket: WebSocket, streamId: number, credit: number, encoder: LineEncoder, metrics: Metrics, signal: AbortSignal) {
    this.#socket = socket
    this.#streamId = streamId
    this.#credit = credit
    this.#encoder = encoder
    this.#metrics = metrics
    this.#signal = signal
    signal.addEventListener('abort', () => this.#granted?.(), { once: true })
  }

  grant(count: number): void {
    this.#credit += count
    this.#granted?.()
  }

  send(lines: ControlLine[], data?: DataLine): Promise<void> {
    const sent = this.#queue.then(async () => {
      for (const line of lines) await this.#write(this.#encoder.format.control(line))
      if (!data) return
      await this.#write(this.#encoder.data(data, true))
      this.#metrics.operationsSynced += data.batch.count
    })
    this.#queue = sent.catch(() => undefined)
    return sent
  }

  /** Resolves when everything is written. */
  finished(): Promise<void> {
    return this.#queue
  }

  async #write(document: Buffer): Promise<void> {
    while (this.#credit <= 0 && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#granted = resolve
      })
    }
    if (this.#signal.aborted || this.#socket.readyState !== this.#socket.OPEN) return
    this.#credit--
    const frame = nextFrame(this.#streamId, document)
    this.bytes += frame.length
    this.#metrics.dataSyncedBytes += frame.length
    // The callback comes when the system has taken the bytes: a slow client stops its own session here.
    await new Promise<void>(resolve => this.#socket.send(frame, () => resolve()))
  }
}
