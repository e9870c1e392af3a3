/** An element of an array, composite or range: its text, null, or (arrays only) an array in turn. */
export type Nested = string | null | Nested[]

/** Postgres' text form of an array (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO). */
export function parseArray(text: string, delimiter = ','): Nested[] {
  const scanner = new Scanner(text)
  // Arrays that do not begin at 1 carry their bounds in front: [0:1]={…}.
  if (scanner.peek === '[') scanner.skipPast('=')
  return arrayAt(scanner, delimiter)
}

function arrayAt(scanner: Scanner, delimiter: string): Nested[] {
  const items: Nested[] = []
  scanner.take()
  while (!scanner.done && scanner.peek !== '}') {
    if (scanner.peek === '{') items.push(arrayAt(scanner, delimiter))
    else if (scanner.peek === '"') items.push(scanner.quoted())
    else items.push(unquotedItem(scanner.until(delimiter, '}')))
    if (scanner.peek === delimiter) scanner.take()
  }
  scanner.take()
  return items
}

function unquotedItem(text: string): string | null {
  return text.toUpperCase() === 'NULL' ? null : text
}

/** A composite value, `(a,"b c",)`; nothing between commas is null. */
export function parseComposite(text: string): (string | null)[] {
  const scanner = new Scanner(text)
  const fields: (string | null)[] = []
  scanner.take()
  for (;;) {
    fields.push(scanner.peek === ',' || scanner.peek === ')' ? null : scanner.field(',', ')'))
    if (scanner.take() !== ',') return fields
  }
}

export interface Range {
  lower: string | null
  upper: string | null
  lowerExclusive: boolean
  upperExclusive: boolean
}

export function parseRange(text: string): Range | 'empty' {
  return text === 'empty' ? 'empty' : rangeAt(new Scanner(text))
}

/** `{[1,2),[5,6)}` */
export function parseMultirange(text: string): Range[] {
  const scanner = new Scanner(text)
  const ranges: Range[] = []
  scanner.take()
  while (!scanner.done && scanner.peek !== '}') {
    ranges.push(rangeAt(scanner))
    if (scanner.peek === ',') scanner.take()
  }
  return ranges
}

function rangeAt(scanner: Scanner): Range {
  const lowerExclusive = scanner.take() === '('
  const lower = scanner.peek === ',' ? null : scanner.field(',')
  scanner.take()
  const upper = scanner.peek === ')' || scanner.peek === ']' ? null : scanner.field(')', ']')
  return { lower, upper, lowerExclusive, upperExclusive: scanner.take() === ')' }
}

class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get done(): boolean {
    return this.#at >= this.#text.length
  }

  get peek(): string | undefined {
    return this.#text[this.#at]
  }

  take(): string | undefined {
    return this.#text[this.#at++]
  }

  skipPast(char: string): void {
    this.#at = this.#text.indexOf(char, this.#at) + 1
  }

  until(...ends: string[]): string {
    const start = this.#at
    while (!this.done && !ends.includes(this.peek ?? '')) this.#at++
    return this.#text.slice(start, this.#at)
  }

  /** A double-quoted text: a backslash or a doubled quote stands for the next character. */
  quoted(): string {
    let value = ''
    this.#at++
    while (!this.done) {
      const char = this.take()
      if (char === '\\') value += this.take() ?? ''
      else if (char !== '"') value += char
      else if (this.peek === '"') value += this.take() ?? ''
      else break
    }
    return value
  }

  /** Text up to one of the ends, parts of which may be quoted. */
  field(...ends: string[]): string {
    let value = ''
    while (!this.done && !ends.includes(this.peek ?? '')) {
      if (this.peek === '"') {
        value += this.quoted()
      }
      else if (this.peek === '\\') {
        this.#at++
        value += this.take() ?? ''
      }
      else {
        value += this.take() ?? ''
      }
    }
    return value
  }
}
