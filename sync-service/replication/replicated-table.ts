import type { Evaluation, SourceTableName, SourceValue, SyncConfig } from '../streams/sync-config.ts'
import type { TupleValue } from './pgoutput.ts'
import type { ValueType } from './value-types.ts'
import { createHash } from 'node:crypto'

const LONGEST_IDENTITY = 200
const OUT_OF_LINE_FROM = 24

export interface ReplicatedColumn {
  name: string
  type: ValueType
  toastable: boolean
}

/** A source table with all that is needed to take over its rows. */
export class ReplicatedTable {
  readonly id: number
  readonly label: string
  readonly columns: ReplicatedColumn[]
  readonly #identity: number[]
  readonly #toastTarget: number
  readonly #evaluate: ((record: Record<string, SourceValue>) => Evaluation) | undefined

  constructor(id: number, name: SourceTableName, columns: ReplicatedColumn[], identity: number[], toastTarget: number, config: SyncConfig) {
    const { data, parameters } = config.uses(name)
    this.id = id
    this.label = `${name.schema}.${name.name}`
    this.columns = columns
    this.#identity = identity
    this.#toastTarget = toastTarget
    this.#evaluate = data || parameters ? config.evaluator(name) : undefined
  }

  get used(): boolean {
    return this.#evaluate !== undefined
  }

  /** What tells the row apart from the table's others: the key's text, or several texts as JSON, or a digest where these are long. */
  identityOf(values: TupleValue[]): string {
    const [only] = this.#identity
    const single = this.#identity.length === 1 && only !== undefined ? values[only] : undefined
    const identity = single ?? JSON.stringify(this.#identity.map(index => values[index] ?? null))
    return identity.length <= LONGEST_IDENTITY ? identity : createHash('sha256').update(identity).digest('base64url')
  }

  evaluate(values: TupleValue[]): Evaluation {
    const record: Record<string, SourceValue> = {}
    for (let i = 0; i < this.columns.length; i++) {
      const column = this.columns[i]
      const text = values[i]
      if (column) record[column.name] = text === null || text === undefined ? null : column.type.value(text)
    }
    return this.#evaluate?.(record) ?? { rows: [], parameters: [], errors: [] }
  }

  /**
   * The values that Postgres may keep outside the row and then leave out of later updates. Errs towards keeping: the binary form that
   * decides is estimated from the text.
   */
  toastOf(values: TupleValue[]): Record<string, string> | null {
    let estimate = 0
    for (let i = 0; i < values.length; i++) estimate += this.columns[i]?.toastable ? 3 * (values[i]?.length ?? 0) : 16
    if (estimate < this.#toastTarget / 6) return null
    return this.#largeEnough(values) ? this.#toastableValues(values) : null
  }

  // Arrays, composites and jsonb can be larger in binary than as text: a number of one digit takes up to 16 bytes.
  #largeEnough(values: TupleValue[]): boolean {
    const bytes = values.reduce((sum, value, i) => sum + (this.columns[i]?.toastable ? this.#binarySize(value ?? '') : 16), 0)
    return bytes > this.#toastTarget
  }

  #binarySize(text: string): number {
    const size = text.length < 32 ? text.length * 3 : Buffer.byteLength(text)
    return /^[{[(]/.test(text) ? 32 + size * 8 : size
  }

  #toastableValues(values: TupleValue[]): Record<string, string> {
    const kept: Record<string, string> = {}
    this.columns.forEach(({ name, toastable }, index) => {
      const value = values[index]
      if (toastable && value && (value.length >= OUT_OF_LINE_FROM || /^[{[(]/.test(value))) kept[name] = value
    })
    return kept
  }
}
