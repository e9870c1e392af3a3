import type { Column, Table } from '../../shared/tables/define-table.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { Value, Values } from './values.ts'
import { Refusal } from './refusal.ts'
import { readValue } from './values.ts'
import { columnWords } from './words.ts'

/**
 * The columns of a new row that the client may give, read and checked against `shared/tables`. Columns of the server are
 * left out; absent columns get Postgres's default. Call it after the right to write was found.
 * @throws {Refusal} `unknown_column`, `invalid_value`
 */
export function shapeOfNewRow(table: Table, op: UploadOp, required: readonly string[]): Values {
  for (const name of required) {
    if ((op.data?.[name] ?? null) === null) throw invalid(op, name, 'is missing')
  }
  return shape(table, op, column => column.writer !== 'server')
}

/**
 * The columns of an existing row that the client may change. A column that is set once may be sent, if unchanged.
 * @throws {Refusal} `unknown_column`, `invalid_value`
 */
export function shapeOfChange(table: Table, op: UploadOp): Values {
  return shape(table, op, column => column.writer === 'update')
}

/** A refusal for a value, in words: "The due date is not a date." */
export function invalid(op: UploadOp, column: string, fault: string): Refusal {
  return new Refusal(op, 'invalid_value', `The ${columnWords(column)} ${fault}.`, column)
}

function shape(table: Table, op: UploadOp, taken: (column: Column) => boolean): Values {
  const values: Record<string, Value> = {}
  for (const [name, input] of Object.entries(op.data ?? {})) {
    if (name === 'id') continue
    const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined
    if (!column) throw new Refusal(op, 'unknown_column', `There is no field "${name.slice(0, 60)}" here.`, name.slice(0, 60))
    if (!taken(column) || (input === null && op.op === 'PUT' && !column.nullable)) continue
    const reading = readValue(column, input)
    if ('fault' in reading) throw invalid(op, name, reading.fault)
    values[name] = reading.value
  }
  return values
}
