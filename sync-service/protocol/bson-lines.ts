import type { ControlLine, LineFormat } from './lines.ts'
import { serialize } from 'bson'
import { LineMemory } from './line-memory.ts'

/** Documents back to back, each a line (https://bsonspec.org). Stored operations are copied into place as they are. */
export class BsonLines implements LineFormat {
  readonly contentType = 'application/vnd.powersync.bson-stream'
  readonly #memory = new LineMemory<ControlLine>(line => Buffer.from(serialize(line)))

  control(line: ControlLine): Buffer {
    return this.#memory.bytes(line)
  }

  data(bucket: string, after: number, { body, lastOp, more }: { body: Buffer, lastOp: number, more: boolean }): Buffer {
    // The empty array at the end is replaced by the operations: int32 length, elements, 0; then the ends of both documents.
    const frame = serialize({ data: { bucket, after: String(after), has_more: more, next_after: String(lastOp), data: [] } })
    const head = frame.length - 2 - 5
    const line = Buffer.allocUnsafe(frame.length + body.length)
    line.set(frame.subarray(0, head), 0)
    line.set(body, head + 4)
    line.fill(0, head + 4 + body.length)
    line.writeInt32LE(body.length + 5, head)
    line.writeInt32LE(line.length, 0)
    // The inner document begins after the outer length and the element `0x03 "data\0"`.
    line.writeInt32LE(line.length - 11, 10)
    return line
  }
}
