import type { Operation } from './operation.ts'
import { crc32 } from 'node:zlib'

const FIRST_CAPACITY = 1024

// Names of fields with their BSON type in front: the constant parts of every operation.
const OP_ID = field(0x02, 'op_id')
const OP = field(0x02, 'op')
const OBJECT_TYPE = field(0x02, 'object_type')
const OBJECT_ID = field(0x02, 'object_id')
const SUBKEY = field(0x02, 'subkey')
const DATA = field(0x02, 'data')
const NO_DATA = field(0x0A, 'data')
const CHECKSUM_INT = field(0x10, 'checksum')
const CHECKSUM_DOUBLE = field(0x01, 'checksum')

function field(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(`${name}\0`)])
}

/**
 * Operations of one bucket, encoded once, in the form in which they are stored and sent: the elements of a BSON array
 * (https://bsonspec.org), keyed "0", "1", … as arrays are.
 */
export class OperationBuffer {
  #bytes = Buffer.allocUnsafe(FIRST_CAPACITY)
  #length = 0
  count = 0
  firstOp = 0
  lastOp = 0

  get size(): number {
    return this.#length
  }

  /** The encoded elements; valid until the next call of `append` or `clear`. */
  get body(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
    this.count = 0
  }

  /** Appends and returns the operation's checksum, an unsigned 31-bit number (so that it fits BSON's int32). */
  append(operation: Operation): number {
    const { data } = operation
    this.#reserve(160 + 3 * (operation.objectType.length + operation.objectId.length + operation.subkey.length + (data?.length ?? 0)))
    const start = this.#beginElement(operation.opId)
    this.#constant(OP_ID)
    this.#text(String(operation.opId))
    this.#constant(OP)
    this.#text(operation.kind)
    const summedFrom = this.#length
    this.#constant(OBJECT_TYPE)
    this.#text(operation.objectType)
    this.#constant(OBJECT_ID)
    this.#text(operation.objectId)
    this.#constant(SUBKEY)
    this.#text(operation.subkey)
    if (data === null) {
      this.#constant(NO_DATA)
    }
    else {
      this.#constant(DATA)
      this.#text(data)
    }
    const checksum = crc32(this.#bytes.subarray(summedFrom, this.#length)) >>> 1
    this.#checksum(checksum)
    this.#endElement(start)
    return checksum
  }

  /** Appends what compaction leaves of an operation. */
  appendMarker(kind: 'MOVE' | 'CLEAR', opId: number, checksum: number): void {
    this.#reserve(128)
    const start = this.#beginElement(opId)
    this.#constant(OP_ID)
    this.#text(String(opId))
    this.#constant(OP)
    this.#text(kind)
    this.#checksum(checksum)
    this.#endElement(start)
  }

  /** Appends an already encoded operation document. */
  appendEncoded(opId: number, document: Uint8Array): void {
    this.#reserve(document.length + 16)
    this.#beginKey(opId)
    this.#bytes.set(document, this.#length)
    this.#length += document.length
  }

  #beginKey(opId: number): void {
    if (this.count === 0) this.firstOp = opId
    this.lastOp = opId
    this.#bytes[this.#length++] = 0x03
    this.#ascii(String(this.count++))
    this.#bytes[this.#length++] = 0
  }

  #beginElement(opId: number): number {
    this.#beginKey(opId)
    const start = this.#length
    this.#length += 4
    return start
  }

  #endElement(start: number): void {
    this.#bytes[this.#length++] = 0
    this.#bytes.writeInt32LE(this.#length - start, start)
  }

  #constant(bytes: Buffer): void {
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #text(text: string): void {
    const at = this.#length + 4
    const written = text.length < 48 && this.#tryAscii(text, at) ? text.length : this.#bytes.write(text, at, 'utf8')
    this.#bytes.writeInt32LE(written + 1, this.#length)
    this.#length = at + written
    this.#bytes[this.#length++] = 0
  }

  #ascii(text: string): void {
    this.#tryAscii(text, this.#length)
    this.#length += text.length
  }

  // Short texts are quicker to copy here than through a native call.
  #tryAscii(text: string, at: number): boolean {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 127) return false
      this.#bytes[at + i] = code
    }
    return true
  }

  #checksum(checksum: number): void {
    if (checksum <= 0x7FFFFFFF) {
      this.#constant(CHECKSUM_INT)
      this.#length = this.#bytes.writeInt32LE(checksum, this.#length)
    }
    else {
      this.#constant(CHECKSUM_DOUBLE)
      this.#length = this.#bytes.writeDoubleLE(checksum, this.#length)
    }
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
