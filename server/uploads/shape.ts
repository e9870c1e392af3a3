import type { Reason } from '../../shared/refusal-reason.ts'
import type { Column, Table } from '../../shared/tables/define-table.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { Value, Values } from './values.ts'
import { Refusal } from './refusal.ts'
import { readValue } from './values.ts'

/**
 * The columns of a new row that the client may give, read and checked against `shared/tables`. Columns of the server are
 * left out; absent columns get Postgres's default. Call it after the right to write was found.
 * @throws {Refusal} `unknown_column`, `invalid_value`
 */
export function shapeOfNewRow(table: Table, op: UploadOp, required: readonly string[]): Values {
  for (const name of required) {
    if ((op.data?.[name] ?? null) === null) throw invalid(op, name, { key: 'missing' })
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

/** A refusal for a value: "The due date is not a date." */
export function invalid(op: UploadOp, column: string, { key, values }: Reason): Refusal {
  return new Refusal(op, 'invalid_value', { key, values: { ...values, column } }, column)
}

function shape(table: Table, op: UploadOp, taken: (column: Column) => boolean): Values {
  const values: Record<string, Value> = {}
  for (const [name, input] of Object.entries(op.data ?? {})) {
    if (name === 'id') continue
    const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined
    if (!column) throw new Refusal(op, 'unknown_column', { key: 'unknownField', values: { field: name.slice(0, 60) } }, name.slice(0, 60))
    if (!taken(column) || (input === null && op.op === 'PUT' && !column.nullable)) continue
    const reading = readValue(column, input)
    if ('fault' in reading) throw invalid(op, name, reading.fault)
    values[name] = reading.value
  }
  return values
}
