import WebSocket from 'ws'
import { until } from './until.ts'

interface Frame { streamId: number, type: number, flags: number, body: Buffer }

const SETUP = 0x01
const KEEPALIVE = 0x03
const REQUEST_STREAM = 0x06
const REQUEST_N = 0x08
const PAYLOAD = 0x0A
const ERROR = 0x0B
const METADATA = 0x100

/** A bare RSocket over a WebSocket (https://rsocket.io/about/protocol), one frame a message: what an SDK does, without its conveniences. */
export async function openRSocket(endpoint: string, { token, mimeType = 'application/json' }: { token: string, mimeType?: string }) {
  const socket = new WebSocket(endpoint.replace(/^http/, 'ws'))
  const frames: Frame[] = []
  socket.on('message', (data: Buffer) => frames.push({ streamId: data.readUInt32BE(0), type: data.readUInt16BE(4) >> 10, flags: data.readUInt16BE(4) & 0x3FF, body: data.subarray(6) }))
  socket.on('error', () => undefined)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const mime = Buffer.concat([Buffer.of(mimeType.length), Buffer.from(mimeType)])
  socket.send(frame(0, SETUP, METADATA, Buffer.concat([uint32(1 << 16), uint32(20_000), uint32(90_000), mime, mime, withLength({ token: `Token ${token}` })])))
  return {
    payloads: () => frames.filter(({ type }) => type === PAYLOAD).map(({ body }) => body),
    /** Code and message of the first error. */
    error: async () => {
      const { body, streamId } = await until(() => frames.find(({ type }) => type === ERROR), { what: 'an error' })
      return { streamId, code: body.readUInt32BE(0), message: body.toString('utf8', 4) }
    },
    requestStream: (initial: number, path = '/sync/stream', data: object = { raw_data: true }) =>
      socket.send(frame(1, REQUEST_STREAM, METADATA, Buffer.concat([uint32(initial), withLength({ path }), Buffer.from(JSON.stringify(data))]))),
    requestMore: (count: number) => socket.send(frame(1, REQUEST_N, 0, uint32(count))),
    /** Asks for a sign of life and waits for it: what was sent before it has arrived by then. */
    async roundTrip() {
      const before = frames.filter(({ type }) => type === KEEPALIVE).length
      socket.send(frame(0, KEEPALIVE, 0x80, Buffer.alloc(8)))
      await until(() => frames.filter(({ type }) => type === KEEPALIVE).length > before, { what: 'a keepalive', every: 5 })
    },
    close: () => socket.terminate(),
  }
}

function frame(streamId: number, type: number, flags: number, body: Buffer): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt32BE(streamId)
  head.writeUInt16BE(type << 10 | flags, 4)
  return Buffer.concat([head, body])
}

function withLength(metadata: object): Buffer {
  const bytes = Buffer.from(JSON.stringify(metadata))
  const length = Buffer.alloc(3)
  length.writeUIntBE(bytes.length, 0, 3)
  return Buffer.concat([length, bytes])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
