const QUOTE = 0x22
const BACKSLASH = 0x5C
const STRING = 0x02
const NULL = 0x0A
const INT32 = 0x10
const HEX = '0123456789abcdef'

// The only field of this length whose name begins with this letter.
const DATA_FIELD = 'data'
// Fewer bytes are quicker to copy here than through a native call.
const SHORT = 48

/**
 * Turns stored operations (BSON) into JSON text without making strings of them: a row passes from one buffer to the other, with quotes
 * and backslashes escaped where it has to be a JSON string.
 */
export class OperationTranscoder {
  readonly #from: Buffer
  readonly #rawData: boolean
  #at = 0
  #to: Buffer
  #length = 0

  constructor(body: Buffer, rawData: boolean) {
    this.#from = body
    this.#rawData = rawData
    this.#to = Buffer.allocUnsafe(body.length + (body.length >> 1) + 1024)
  }

  get result(): Buffer {
    return this.#to.subarray(0, this.#length)
  }

  ascii(text: string): void {
    this.#reserve(text.length)
    for (let i = 0; i < text.length; i++) this.#to[this.#length++] = text.charCodeAt(i)
  }

  text(text: string): void {
    this.#reserve(text.length * 3)
    this.#length += this.#to.write(text, this.#length, 'utf8')
  }

  /** All operations, with commas between them. */
  operations(): void {
    while (this.#at < this.#from.length) {
      if (this.#at > 0) this.#byte(0x2C)
      this.#at = this.#from.indexOf(0, this.#at + 1) + 1
      this.#document()
    }
  }

  #document(): void {
    const end = this.#at + this.#from.readInt32LE(this.#at) - 1
    this.#at += 4
    this.#byte(0x7B)
    for (let first = true; this.#at < end; first = false) {
      if (!first) this.#byte(0x2C)
      this.#field()
    }
    this.#at = end + 1
    this.#byte(0x7D)
  }

  #field(): void {
    const type = this.#from[this.#at++]
    const nameEnd = this.#from.indexOf(0, this.#at)
    const isRow = nameEnd - this.#at === DATA_FIELD.length && this.#from[this.#at] === DATA_FIELD.charCodeAt(0)
    this.#byte(QUOTE)
    this.#copy(this.#at, nameEnd)
    this.#byte(QUOTE)
    this.#byte(0x3A)
    this.#at = nameEnd + 1
    if (type === STRING) this.#string(isRow && !this.#rawData)
    else if (type === NULL) this.ascii('null')
    else this.#number(type === INT32)
  }

  #string(verbatim: boolean): void {
    const length = this.#from.readInt32LE(this.#at)
    const start = this.#at + 4
    const end = start + length - 1
    if (verbatim) {
      this.#copy(start, end)
    }
    else {
      this.#byte(QUOTE)
      this.#escape(start, end)
      this.#byte(QUOTE)
    }
    this.#at = end + 1
  }

  #number(int32: boolean): void {
    this.ascii(String(int32 ? this.#from.readInt32LE(this.#at) : this.#from.readDoubleLE(this.#at)))
    this.#at += int32 ? 4 : 8
  }

  #escape(start: number, end: number): void {
    this.#reserve((end - start) * 2)
    const from = this.#from
    let length = this.#length
    for (let at = start; at < end; at++) {
      const byte = from[at] ?? 0
      if (byte < 0x20) {
        this.#length = length
        this.ascii(`\\u00${HEX[byte >> 4]}${HEX[byte & 15]}`)
        this.#reserve((end - at) * 2)
        length = this.#length
      }
      else {
        if (byte === QUOTE || byte === BACKSLASH) this.#to[length++] = BACKSLASH
        this.#to[length++] = byte
      }
    }
    this.#length = length
  }

  #copy(start: number, end: number): void {
    this.#reserve(end - start)
    if (end - start > SHORT) {
      this.#length += this.#from.copy(this.#to, this.#length, start, end)
      return
    }
    for (let at = start; at < end; at++) this.#to[this.#length++] = this.#from[at] ?? 0
  }

  #byte(value: number): void {
    this.#reserve(1)
    this.#to[this.#length++] = value
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#to.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#length + bytes, this.#to.length * 2))
    this.#to.copy(larger, 0, 0, this.#length)
    this.#to = larger
  }
}
