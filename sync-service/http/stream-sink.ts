import type { ServerResponse } from 'node:http'
import type { Metrics } from '../config/metrics.ts'
import type { BodyEncoding } from '../protocol/compression.ts'
import type { LineEncoder } from '../protocol/line-encoder.ts'
import type { ControlLine } from '../protocol/lines.ts'
import type { DataLine, LineSink } from '../protocol/sync-session.ts'

/** Writes a session's lines to an HTTP response, at the pace of the client. */
export class StreamSink implements LineSink {
  readonly #response: ServerResponse
  readonly #encoder: LineEncoder
  readonly #encoding: BodyEncoding
  readonly #rawData: boolean
  readonly #metrics: Metrics
  #queue: Promise<void> = Promise.resolve()
  #begun = false
  bytes = 0

  constructor(response: ServerResponse, encoder: LineEncoder, encoding: BodyEncoding, rawData: boolean, metrics: Metrics) {
    this.#response = response
    this.#encoder = encoder
    this.#encoding = encoding
    this.#rawData = rawData
    this.#metrics = metrics
  }

  send(lines: ControlLine[], data?: DataLine): Promise<void> {
    // One after the other: a keepalive must not fall between a line's pieces.
    const sent = this.#queue.then(() => this.#send(lines, data))
    this.#queue = sent.catch(() => undefined)
    return sent
  }

  /** Ends the response properly, so that the client knows that it is complete. */
  async end(): Promise<void> {
    await this.#queue
    if (this.#response.destroyed) return
    if (!this.#begun) this.#begin()
    this.#write(await this.#encoding.end())
    this.#response.end()
  }

  async #send(lines: ControlLine[], data: DataLine | undefined): Promise<void> {
    if (this.#response.destroyed) return
    if (!this.#begun) this.#begin()
    const pieces: Buffer[] = []
    if (lines.length > 0) pieces.push(...await this.#encoding.piece(join(lines.map(line => this.#encoder.format.control(line)))))
    if (data) {
      pieces.push(...await this.#encoding.piece(this.#encoder.data(data, this.#rawData)))
      this.#metrics.operationsSynced += data.batch.count
    }
    if (!this.#write(pieces)) await this.#drained()
  }

  #begin(): void {
    this.#begun = true
    this.#response.writeHead(200, {
      'content-type': this.#encoder.format.contentType,
      'x-accel-buffering': 'no',
      'cache-control': 'no-store',
      ...(this.#encoding.name ? { 'content-encoding': this.#encoding.name } : {}),
    })
    this.#write(this.#encoding.begin())
  }

  #write(pieces: Buffer[]): boolean {
    if (this.#response.destroyed) return true
    this.#response.cork()
    let ready = true
    for (const piece of pieces) {
      this.bytes += piece.length
      this.#metrics.dataSyncedBytes += piece.length
      ready = this.#response.write(piece)
    }
    this.#response.uncork()
    return ready
  }

  #drained(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const response = this.#response
    const settle = () => {
      response.off('drain', settle)
      response.off('close', settle)
      resolve(undefined)
    }
    response.on('drain', settle)
    response.on('close', settle)
    if (response.destroyed || !response.writableNeedDrain) settle()
    return promise
  }
}

function join(buffers: Buffer[]): Buffer {
  const [only] = buffers
  return buffers.length === 1 && only ? only : Buffer.concat(buffers)
}
