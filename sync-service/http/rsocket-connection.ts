import type { RawData, WebSocket } from 'ws'
import type { IncomingFrame } from '../protocol/rsocket-frames.ts'
import type { Identity } from '../protocol/token-verifier.ts'
import type { Encoders } from './encoders.ts'
import type { SyncStreamOptions } from './open-session.ts'
import { deserialize } from 'bson'
import { APPLICATION_ERROR, REJECTED_SETUP, completeFrame, decodeFrame, errorFrame, keepaliveAnswer } from '../protocol/rsocket-frames.ts'
import { ServiceError } from '../protocol/service-error.ts'
import { parseStreamRequest } from '../protocol/stream-request.ts'
import { runSession } from './open-session.ts'
import { RSocketSink } from './rsocket-sink.ts'

type Format = 'application/json' | 'application/bson'

interface Setup {
  identity: Identity
  userAgent: string | undefined
  dataFormat: Format
  metadataFormat: Format
}

/** One client over one WebSocket: SETUP with the token, then sync streams, each a REQUEST_STREAM. */
export class RSocketConnection {
  readonly #socket: WebSocket
  readonly #options: SyncStreamOptions
  readonly #encoders: Encoders
  readonly #streams = new Map<number, { sink: RSocketSink, gone: AbortController }>()
  #setup: Promise<Setup> | undefined

  constructor(socket: WebSocket, options: SyncStreamOptions, encoders: Encoders) {
    this.#socket = socket
    this.#options = options
    this.#encoders = encoders
    socket.on('message', data => this.#receive(data))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.#streams.forEach(({ gone }) => gone.abort()))
  }

  #receive(data: RawData): void {
    try {
      this.#handle(decodeFrame(toBuffer(data)))
    }
    catch {
      this.#socket.terminate()
    }
  }

  #handle(frame: IncomingFrame): void {
    switch (frame.type) {
      case 'setup':
        this.#setup = this.#authenticate(frame)
        this.#setup.catch((error: unknown) => this.#reject(error))
        break
      case 'request-stream':
        void this.#stream(frame).catch((error: unknown) => this.#socket.send(errorFrame(frame.streamId, APPLICATION_ERROR, textOf(error))))
        break
      case 'request-n':
        this.#streams.get(frame.streamId)?.sink.grant(frame.count)
        break
      case 'cancel':
        this.#streams.get(frame.streamId)?.gone.abort()
        break
      case 'keepalive':
        if (frame.respond) this.#socket.send(keepaliveAnswer(frame.data))
        break
      default:
        this.#socket.send(errorFrame(frame.streamId, APPLICATION_ERROR, '[PSYNC_S2002] Only request-stream is supported'))
    }
  }

  async #authenticate(frame: IncomingFrame & { type: 'setup' }): Promise<Setup> {
    const dataFormat = formatOf(frame.dataMimeType)
    const metadataFormat = formatOf(frame.metadataMimeType)
    const { token, user_agent } = parse(frame.metadata, metadataFormat)
    const identity = await this.#options.tokens.verify(typeof token === 'string' ? token : undefined)
    return { identity, dataFormat, metadataFormat, userAgent: typeof user_agent === 'string' ? user_agent : undefined }
  }

  async #stream({ streamId, initial, metadata, data }: IncomingFrame & { type: 'request-stream' }): Promise<void> {
    if (!this.#setup) throw new ServiceError(400, 'PSYNC_S2001', 'A stream was requested before the setup')
    const { identity, userAgent, dataFormat, metadataFormat } = await this.#setup
    const { path } = parse(metadata, metadataFormat)
    if (path !== '/sync/stream') throw new ServiceError(404, 'PSYNC_S2002', 'The path does not exist on this server', `No route for ${String(path)}`)
    const asked = parseStreamRequest(parse(data, dataFormat))
    const gone = new AbortController()
    const sink = new RSocketSink(this.#socket, streamId, initial, this.#encoders.bson, this.#options.metrics, gone.signal)
    this.#streams.set(streamId, { sink, gone })
    try {
      await runSession(this.#options, { asked, identity, sink, keepalives: false, userAgent, gone: gone.signal })
      await sink.finished()
      if (this.#socket.readyState === this.#socket.OPEN && !gone.signal.aborted) this.#socket.send(completeFrame(streamId))
    }
    finally {
      gone.abort()
      this.#streams.delete(streamId)
    }
  }

  #reject(error: unknown): void {
    this.#socket.send(errorFrame(0, REJECTED_SETUP, textOf(error)))
    this.#socket.close()
  }
}

function formatOf(mimeType: string): Format {
  if (mimeType === 'application/json' || mimeType === 'application/bson') return mimeType
  throw new ServiceError(415, 'PSYNC_S2004', 'Unsupported MIME type', mimeType)
}

function parse(bytes: Buffer, format: Format): Record<string, unknown> {
  if (bytes.length === 0) return {}
  const value: unknown = format === 'application/json' ? JSON.parse(bytes.toString()) : deserialize(bytes)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Clients recognise the code in brackets, and forget their token on PSYNC_S21xx. */
function textOf(error: unknown): string {
  if (error instanceof ServiceError) return `[${error.code}] ${error.message}\n${error.details ?? ''}`
  return `[PSYNC_S2001] ${error instanceof Error ? error.message : String(error)}\n`
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
