import { ConfigError } from './config-error.ts'

/** Reads typed values out of parsed YAML; every error names the path of the key and what it should be. */
export class YamlReader {
  readonly #value: unknown
  readonly #path: string

  constructor(value: unknown, path = '') {
    this.#value = value
    this.#path = path
  }

  get present(): boolean {
    return this.#value !== undefined && this.#value !== null
  }

  at(key: string): YamlReader {
    if (!this.present) return new YamlReader(undefined, this.#join(key))
    if (!isRecord(this.#value)) throw this.#wrong('a mapping')
    return new YamlReader(this.#value[key], this.#join(key))
  }

  items(): YamlReader[] {
    if (!this.present) return []
    if (!Array.isArray(this.#value)) throw this.#wrong('a list')
    return this.#value.map((item, index) => new YamlReader(item, `${this.#path}[${index}]`))
  }

  record(): Record<string, unknown> {
    if (!isRecord(this.#value)) throw this.#wrong('a mapping')
    return this.#value
  }

  text(): string | undefined {
    if (!this.present) return undefined
    if (typeof this.#value !== 'string' && typeof this.#value !== 'number') throw this.#wrong('text')
    return String(this.#value)
  }

  requiredText(hint: string): string {
    const text = this.text()
    if (text === undefined || text === '') throw new ConfigError(`"${this.#path}" is missing: ${hint}`)
    return text
  }

  /** One text or a list of texts. */
  texts(): string[] {
    if (Array.isArray(this.#value)) return this.items().flatMap(item => item.text() ?? [])
    const one = this.text()
    return one === undefined ? [] : [one]
  }

  /** @param range `code` is the error's, where the docs have one for this key */
  integer(range: { min: number, max: number, code?: string }): number | undefined {
    if (!this.present) return undefined
    const number = Number(this.#value)
    if (!Number.isInteger(number) || number < range.min || number > range.max) {
      throw this.#wrong(`a whole number from ${range.min} to ${range.max}`, range.code)
    }
    return number
  }

  flag(): boolean | undefined {
    if (!this.present) return undefined
    if (typeof this.#value === 'boolean') return this.#value
    if (this.#value === 'true' || this.#value === 'false') return this.#value === 'true'
    throw this.#wrong('true or false')
  }

  choice<const T extends string>(allowed: readonly T[]): T | undefined {
    if (!this.present) return undefined
    const found = allowed.find(item => item === this.#value)
    if (found === undefined) throw this.#wrong(`one of ${allowed.join(', ')}`)
    return found
  }

  #join(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`
  }

  #wrong(expected: string, code?: string): ConfigError {
    return new ConfigError(`"${this.#path || 'the configuration'}" should be ${expected}, but is ${JSON.stringify(this.#value)}.`, code)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
