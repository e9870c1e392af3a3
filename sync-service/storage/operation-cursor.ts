const INT32 = 0x10

/** Walks over the encoded operations of a chunk without decoding their rows. */
export class OperationCursor {
  readonly #body: Buffer
  #next = 0
  #start = 0
  #end = 0
  opId = 0

  constructor(body: Buffer) {
    this.#body = body
  }

  /** Moves to the next operation; false at the end. */
  advance(): boolean {
    if (this.#next >= this.#body.length) return false
    this.#start = this.#body.indexOf(0, this.#next + 1) + 1
    this.#end = this.#start + this.#body.readInt32LE(this.#start)
    this.#next = this.#end
    this.opId = this.#readOpId()
    return true
  }

  /** The operation's BSON document, a view into the chunk. */
  get document(): Buffer {
    return this.#body.subarray(this.#start, this.#end)
  }

  /** PUT, REMOVE, MOVE or CLEAR by its first letter. */
  get letter(): 'P' | 'R' | 'M' | 'C' {
    const letter = String.fromCharCode(this.#body[this.#opStart()] ?? 0)
    if (letter === 'P' || letter === 'R' || letter === 'M' || letter === 'C') return letter
    throw new RangeError(`A chunk holds an operation of unknown kind "${letter}".`)
  }

  /** The checksum is the last field. */
  get checksum(): number {
    const int = this.#end - 5 - 10
    if (this.#body[int] === INT32 && this.#body.toString('latin1', int + 1, int + 9) === 'checksum') return this.#body.readInt32LE(this.#end - 5)
    return this.#body.readDoubleLE(this.#end - 9)
  }

  // The document begins: int32 length, 0x02 "op_id\0", int32 text length, digits, 0.
  #readOpId(): number {
    let id = 0
    for (let at = this.#start + 15; this.#body[at] !== 0; at++) id = id * 10 + (this.#body[at] ?? 0) - 48
    return id
  }

  // After the op id: 0x02 "op\0", int32 text length.
  #opStart(): number {
    return this.#start + 15 + this.#body.readInt32LE(this.#start + 11) + 8
  }
}
