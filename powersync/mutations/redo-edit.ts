import type { Database } from '../kysely.ts'
import type { ColumnKind } from '../../shared/tables/define-table.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { RefusedEdit } from '../../shared/write-codes.ts'
import type { Values } from './update-row.ts'
import { sql } from 'kysely'
import { tables } from '../../shared/tables/index.ts'
import { canonicalValue } from '../canonical-value.ts'
import { RedoError } from './RedoError.ts'
import { updateRow } from './update-row.ts'

/** By column. */
export type Changes = Readonly<Record<string, unknown>>

interface Redone {
  /** What its author corrected. */
  readonly changes?: Changes
  /** What the row had when the edit was refused, which its author saw beside it: whoever changed that since is told. */
  readonly seen?: Changes
}

/**
 * Makes a refused edit once more.
 * @throws RedoError `gone` when it changes a row that is not here any more
 */
export async function redoRefused(db: Database, table: TableName, rowId: string, edit: RefusedEdit, { changes = {}, seen = {} }: Redone = {}): Promise<void> {
  const values = writable(table, { ...edit.data, ...changes })
  const isThere = await exists(db, table, rowId)
  if (edit.op === 'DELETE') return await remove(db, table, rowId)
  if (isThere) return await updateRow(db, table, rowId, values, writable(table, seen))
  if (edit.op === 'PATCH') throw new RedoError('gone')
  await insert(db, table, rowId, values)
}

/**
 * Writes a value again that somebody's later edit replaced, if what replaced it still stands.
 * @throws RedoError `changed` when it does not, `gone` when there is no such row
 */
export async function redoOverwritten(db: Database, table: TableName, rowId: string, column: string, mine: unknown, theirs: unknown): Promise<void> {
  const { rows: [row] } = await sql<{ value: Values[string] }>`SELECT ${sql.ref(column)} AS value FROM ${sql.table(table)} WHERE id = ${rowId}`.execute(db)
  if (!row) throw new RedoError('gone')
  const kind = kindOf(table, column)
  if (canonicalValue(kind, row.value) !== canonicalValue(kind, theirs)) throw new RedoError('changed')
  await updateRow(db, table, rowId, writable(table, { [column]: mine }))
}

/** Of what stands in a journal, the columns that a client may write, as SQLite holds them. */
function writable(table: TableName, values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const kind = kindOf(table, name)
    return kind ? [[name, stored(value)]] : []
  }))
}

function kindOf(table: TableName, name: string): ColumnKind | undefined {
  const columns: Readonly<Record<string, { kind: ColumnKind, writer: string }>> = tables[table].columns
  const column = columns[name]
  return column && column.writer !== 'server' ? column.kind : undefined
}

function stored(value: unknown): Values[string] {
  if (value === null || value === undefined) return null
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}

async function exists(db: Database, table: TableName, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} WHERE id = ${id}`.execute(db)
  return rows.length > 0
}

async function insert(db: Database, table: TableName, id: string, values: Values): Promise<void> {
  const names = sql.join(['id', ...Object.keys(values)].map(name => sql.ref(name)))
  await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES (${sql.join([id, ...Object.values(values)])})`.execute(db)
}

async function remove(db: Database, table: TableName, id: string): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)} WHERE id = ${id}`.execute(db)
}
