import type { Transaction } from 'kysely'
import type { TableName } from '../../shared/tables/index.ts'
import type { Table } from '../../shared/tables/define-table.ts'
import type { Database } from '../database/schema.ts'
import type { Value, Values } from './values.ts'
import { sql } from 'kysely'
import { tables } from '../../shared/tables/index.ts'

/** Inserts a row. Columns that are not given get Postgres's defaults. Names must come from `shared/tables`, never from a client. */
export async function insertRow(tx: Transaction<Database>, table: TableName, row: Values): Promise<void> {
  const names = Object.keys(row)
  await sql`INSERT INTO ${sql.table(table)} (${sql.join(names.map(name => sql.ref(name)))})
    VALUES (${sql.join(names.map(name => parameter(tables[table], name, row[name] ?? null)))})`.execute(tx)
}

/** Sets columns of one row and its `updated_at`. Names must come from `shared/tables`, never from a client. */
export async function updateRow(tx: Transaction<Database>, table: TableName, id: string, values: Values): Promise<void> {
  const assignments = Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${parameter(tables[table], name, value)}`)
  await sql`UPDATE ${sql.table(table)} SET ${sql.join([...assignments, sql`updated_at = now()`])} WHERE id = ${id}`.execute(tx)
}

/** JSON travels as text: the driver would take a list for an array of Postgres. */
function parameter(table: Table, name: string, value: Value) {
  return table.columns[name]?.kind === 'json' && value !== null ? sql`${JSON.stringify(value)}::text::jsonb` : sql`${value}`
}
