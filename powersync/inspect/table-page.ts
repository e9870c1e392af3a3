import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { InspectedColumn } from './tables.ts'
import { identifier } from './identifier.ts'

/** How a column's values are compared with what was typed. */
export const filterKinds = ['contains', 'equals', 'differs', 'greater', 'less', 'empty', 'filled'] as const

export type FilterKind = typeof filterKinds[number]

export interface ColumnFilter {
  column: string
  kind: FilterKind
  value: string
}

export interface TableQuestion {
  table: string
  columns: readonly InspectedColumn[]
  /** Found in any column, without regard to case. */
  search: string
  filters: readonly ColumnFilter[]
  sort: { column: string, isDescending: boolean } | null
  limit: number
  offset: number
}

/** A value of SQLite, as it comes to JavaScript. */
export type SqliteValue = string | number | bigint | null | Uint8Array

export type InspectedRow = Record<string, SqliteValue>

export interface TablePage {
  rows: InspectedRow[]
  /** How many rows match, on all pages. */
  total: number
}

/** Rows of a table that match, in the order asked for. Columns that the table does not have are left out of the question. */
export async function readTablePage(database: CommonPowerSyncDatabase, question: TableQuestion): Promise<TablePage> {
  const { where, parameters } = conditionsOf(question)
  const from = `FROM ${identifier(question.table)} ${where}`
  return await database.readTransaction(async tx => ({
    rows: await tx.getAll<InspectedRow>(`SELECT * ${from} ${orderOf(question)} LIMIT ? OFFSET ?`, [...parameters, question.limit, question.offset]),
    total: (await tx.get<{ total: number }>(`SELECT count(*) AS total ${from}`, parameters)).total,
  }))
}

function conditionsOf({ columns, search, filters }: TableQuestion): { where: string, parameters: string[] } {
  const known = new Set(columns.map(column => column.name))
  const conditions = filters.filter(({ column }) => known.has(column)).map(({ column, kind, value }) => conditionOf(identifier(column), kind, value))
  if (search !== '') {
    conditions.push({
      sql: `(${columns.map(({ name }) => `instr(lower(CAST(${identifier(name)} AS TEXT)), lower(?)) > 0`).join(' OR ') || '0'})`,
      parameters: columns.map(() => search),
    })
  }
  if (conditions.length === 0) return { where: '', parameters: [] }
  return { where: `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`, parameters: conditions.flatMap(condition => condition.parameters) }
}

function conditionOf(column: string, kind: FilterKind, value: string): { sql: string, parameters: string[] } {
  switch (kind) {
    case 'contains': return { sql: `instr(lower(CAST(${column} AS TEXT)), lower(?)) > 0`, parameters: [value] }
    case 'equals': return { sql: `CAST(${column} AS TEXT) = ?`, parameters: [value] }
    case 'differs': return { sql: `CAST(${column} AS TEXT) IS NOT ?`, parameters: [value] }
    case 'greater': return { sql: `${column} > ${comparable(value)}`, parameters: [value] }
    case 'less': return { sql: `${column} < ${comparable(value)}`, parameters: [value] }
    case 'empty': return { sql: `(${column} IS NULL OR ${column} = '')`, parameters: [] }
    case 'filled': return { sql: `${column} <> ''`, parameters: [] }
  }
}

/** What looks like a number is compared as one: in SQLite every text is greater than every number. */
function comparable(value: string): string {
  return value.trim() !== '' && Number.isFinite(Number(value)) ? 'CAST(? AS NUMERIC)' : '?'
}

function orderOf({ columns, sort }: TableQuestion): string {
  if (!sort || !columns.some(({ name }) => name === sort.column)) return ''
  return `ORDER BY ${identifier(sort.column)} ${sort.isDescending ? 'DESC' : 'ASC'}`
}
