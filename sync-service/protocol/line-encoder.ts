import type { LineFormat } from './lines.ts'
import type { DataLine } from './sync-session.ts'

/** Data lines as bytes, encoded once for all streams that send the same batch. */
export class LineEncoder {
  readonly format: LineFormat
  readonly #data = new WeakMap<object, Map<string, Buffer>>()

  constructor(format: LineFormat) {
    this.format = format
  }

  data({ bucket, after, batch }: DataLine, rawData: boolean): Buffer {
    const lines = this.#data.get(batch) ?? new Map<string, Buffer>()
    this.#data.set(batch, lines)
    const key = `${after} ${rawData}`
    const known = lines.get(key)
    if (known) return known
    const line = this.format.data(bucket, after, batch, rawData)
    lines.set(key, line)
    return line
  }
}
