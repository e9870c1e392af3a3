/** Frames of RSocket 1.0 (https://rsocket.io/about/protocol) as far as a sync stream needs them; one WebSocket message each. */
export type IncomingFrame =
  | { type: 'setup', metadataMimeType: string, dataMimeType: string, metadata: Buffer }
  | { type: 'request-stream', streamId: number, initial: number, metadata: Buffer, data: Buffer }
  | { type: 'request-n', streamId: number, count: number }
  | { type: 'cancel', streamId: number }
  | { type: 'keepalive', respond: boolean, data: Buffer }
  | { type: 'other', streamId: number }

const SETUP = 0x01
const KEEPALIVE = 0x03
const REQUEST_STREAM = 0x06
const REQUEST_N = 0x08
const CANCEL = 0x09
const PAYLOAD = 0x0A
const ERROR = 0x0B

const METADATA = 0x100
const RESUME = 0x80
const RESPOND = 0x80
const COMPLETE = 0x40
const NEXT = 0x20

export const REJECTED_SETUP = 0x003
export const APPLICATION_ERROR = 0x201

/** Throws RangeError for bytes that are not a frame. */
export function decodeFrame(bytes: Buffer): IncomingFrame {
  const streamId = bytes.readUInt32BE(0) & 0x7FFFFFFF
  const head = bytes.readUInt16BE(4)
  const flags = head & 0x3FF
  switch (head >> 10) {
    case SETUP: return decodeSetup(bytes, flags)
    case KEEPALIVE: return { type: 'keepalive', respond: (flags & RESPOND) !== 0, data: bytes.subarray(14) }
    case REQUEST_STREAM: return { type: 'request-stream', streamId, initial: bytes.readUInt32BE(6), ...decodePayload(bytes, 10, flags) }
    case REQUEST_N: return { type: 'request-n', streamId, count: bytes.readUInt32BE(6) }
    case CANCEL: return { type: 'cancel', streamId }
    default: return { type: 'other', streamId }
  }
}

function decodeSetup(bytes: Buffer, flags: number): IncomingFrame {
  // Header, version, keepalive, lifetime; then a resume token if there is one.
  let at = 18
  if ((flags & RESUME) !== 0) at += 2 + bytes.readUInt16BE(at)
  const metadataMimeType = bytes.toString('latin1', at + 1, at + 1 + bytes.readUInt8(at))
  at += 1 + metadataMimeType.length
  const dataMimeType = bytes.toString('latin1', at + 1, at + 1 + bytes.readUInt8(at))
  at += 1 + dataMimeType.length
  return { type: 'setup', metadataMimeType, dataMimeType, metadata: decodePayload(bytes, at, flags).metadata }
}

function decodePayload(bytes: Buffer, at: number, flags: number): { metadata: Buffer, data: Buffer } {
  if ((flags & METADATA) === 0) return { metadata: Buffer.alloc(0), data: bytes.subarray(at) }
  const end = at + 3 + bytes.readUIntBE(at, 3)
  if (end > bytes.length) throw new RangeError('The metadata is longer than its frame.')
  return { metadata: bytes.subarray(at + 3, end), data: bytes.subarray(end) }
}

export function nextFrame(streamId: number, data: Buffer): Buffer {
  return Buffer.concat([header(streamId, PAYLOAD, NEXT), data])
}

export function completeFrame(streamId: number): Buffer {
  return header(streamId, PAYLOAD, COMPLETE)
}

export function errorFrame(streamId: number, code: number, message: string): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(code)
  return Buffer.concat([header(streamId, ERROR, 0), number, Buffer.from(message)])
}

export function keepaliveAnswer(data: Buffer): Buffer {
  return Buffer.concat([header(0, KEEPALIVE, 0), Buffer.alloc(8), data])
}

function header(streamId: number, type: number, flags: number): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeUInt32BE(streamId)
  bytes.writeUInt16BE(type << 10 | flags, 4)
  return bytes
}
