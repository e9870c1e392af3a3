import type { ControlLine, LineFormat } from './lines.ts'
import { LineMemory } from './line-memory.ts'
import { OperationTranscoder } from './operation-transcoder.ts'

/** One JSON object per line. Operations are transcoded from their stored form byte by byte. */
export class NdjsonLines implements LineFormat {
  readonly contentType = 'application/x-ndjson'
  readonly #memory = new LineMemory<ControlLine>((_line, json) => Buffer.from(`${json}\n`))

  control(line: ControlLine): Buffer {
    return this.#memory.bytes(line)
  }

  data(bucket: string, after: number, { body, lastOp, more }: { body: Buffer, lastOp: number, more: boolean }, rawData: boolean): Buffer {
    const head = JSON.stringify({ bucket, after: String(after), has_more: more, next_after: String(lastOp), data: [] })
    const transcoder = new OperationTranscoder(body, rawData)
    transcoder.text('{"data":')
    transcoder.text(head.slice(0, -2))
    transcoder.operations()
    transcoder.text(']}}\n')
    return transcoder.result
  }
}
