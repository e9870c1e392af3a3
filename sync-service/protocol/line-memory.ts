const KEPT = 2000

/** Remembers the bytes of recent lines: after a change, hundreds of streams say the same. */
export class LineMemory<Line> {
  readonly #encode: (line: Line, json: string) => Buffer
  readonly #bytes = new Map<string, Buffer>()

  constructor(encode: (line: Line, json: string) => Buffer) {
    this.#encode = encode
  }

  bytes(line: Line): Buffer {
    const json = JSON.stringify(line)
    const known = this.#bytes.get(json)
    if (known) return known
    const bytes = this.#encode(line, json)
    if (this.#bytes.size >= KEPT) this.#bytes.clear()
    if (json.length < 4096) this.#bytes.set(json, bytes)
    return bytes
  }
}
