import type { Kysely } from 'kysely'
import type { Database } from '../../../server/database/schema.ts'
import type { ColumnKind, Columns } from '../../../shared/tables/define-table.ts'
import type { TableName } from '../../../shared/tables/index.ts'
import { sql } from 'kysely'
import { tables } from '../../../shared/tables/index.ts'

export type Rows = Map<TableName, Record<string, unknown>[]>

/**
 * What Postgres has for a person: the promise of the sync config, said once more in other words.
 * @param archived with the todos of archived lists, which a device has only while it shows them
 */
export async function visibleRows(db: Kysely<Database>, me: string, { archived = false } = {}): Promise<Rows> {
  const mine = sql`(SELECT list_id FROM list_members WHERE user_id = ${me})`
  const conditions: Record<TableName, ReturnType<typeof sql>> = {
    profiles: sql`t.id = ${me} OR t.id IN (SELECT user_id FROM list_members WHERE list_id IN ${mine})`,
    lists: sql`t.id IN ${mine}`,
    list_members: sql`t.list_id IN ${mine}`,
    list_preferences: sql`t.user_id = ${me}`,
    todos: sql`t.list_id IN ${mine} AND (${archived} OR (SELECT archived_at FROM lists WHERE id = t.list_id) IS NULL)`,
    write_problems: sql`t.user_id = ${me} AND t.resolved_at IS NULL`,
  }
  const found: Rows = new Map()
  for (const { name, columns } of Object.values(tables)) {
    const { rows } = await sql<Record<string, unknown>>`SELECT t.* FROM ${sql.table(name)} t WHERE ${conditions[name]} ORDER BY t.id`.execute(db)
    found.set(name, rows.map(row => asLocal(columns, row)))
  }
  return found
}

/** The driver reads JSON, where the local database has its text. */
function asLocal(columns: Columns, row: Record<string, unknown>): Record<string, unknown> {
  const texts = Object.entries(columns).filter(([name, { kind }]) => kind === 'json' && row[name] !== null).map(([name]) => [name, JSON.stringify(row[name])])
  return { ...row, ...Object.fromEntries(texts) }
}

/** The same text for the same rows, whichever database they come from. */
export function canonical(rows: Rows): string {
  return Array.from(rows, ([table, found]) => found.map(row => `${table} ${canonicalRow(tables[table].columns, row)}`).sort().join('\n')).join('\n')
}

function canonicalRow(columns: Columns, row: Record<string, unknown>): string {
  const values = Object.entries(columns).map(([name, { kind }]) => `${name}=${canonicalValue(kind, row[name])}`)
  return [`id=${String(row.id)}`, ...values].join(' ')
}

function canonicalValue(kind: ColumnKind, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (kind === 'timestamp') return new Date(value instanceof Date ? value : String(value)).toISOString()
  if (kind === 'json') return JSON.stringify(sorted(JSON.parse(String(value))))
  return String(value)
}

/** JSON's keys in one order: Postgres has its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, inner]) => [name, sorted(inner)]))
}
