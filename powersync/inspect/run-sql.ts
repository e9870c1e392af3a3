import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { SqliteValue } from './table-page.ts'

export interface SqlResult {
  columns: string[]
  /** At most as many as were asked for, each with its values in the order of the columns. */
  rows: SqliteValue[][]
  /** How many there were. */
  total: number
  /** Rows that a write changed; null for a question. */
  changed: number | null
  /** From the question to the answer, with the way to the worker and back. */
  milliseconds: number
}

/** A statement that can only read, as far as its words tell; all others take the lock for writing. */
export function isReading(sql: string): boolean {
  return /^\s*(?:--[^\n]*\n\s*)*(?:select|explain|values|with(?![\s\S]*\b(?:insert|update|delete|replace)\b))/i.test(sql)
}

/** Of several statements the SDK would run the first, and say nothing of the others. */
export class SeveralStatementsError extends Error {
  override readonly name = 'SeveralStatementsError'
  readonly code = 'several_statements'

  constructor(rest: string) {
    super(`Write one statement at a time. This would not be run: ${rest}`)
  }
}

/**
 * Runs one statement on the app's own connection. A write is a local write: it goes through the upload queue.
 * @throws SeveralStatementsError when another one follows
 */
export async function runSql(database: CommonPowerSyncDatabase, sql: string, limit = 500): Promise<SqlResult> {
  const rest = afterFirstStatement(sql)
  if (rest !== '') throw new SeveralStatementsError(rest)
  const start = performance.now()
  const reads = isReading(sql)
  const result = reads ? await database.readLock(lock => lock.executeRaw(sql)) : await database.writeTransaction(tx => tx.executeRaw(sql))
  const milliseconds = performance.now() - start
  return {
    columns: result.columnNames,
    rows: result.rawRows.slice(0, limit).map(row => row.map(shown)),
    total: result.rawRows.length,
    changed: reads ? null : result.rowsAffected ?? 0,
    milliseconds,
  }
}

/** What stands behind the first semicolon that is not within quotes, a comment or a trigger's body. */
function afterFirstStatement(sql: string): string {
  if (/^\s*create\s+(?:temp\w*\s+)?trigger\b/i.test(sql)) return ''
  const [first = ''] = /^(?:[^;'"`[\-/]|'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?\*\/|[-/'"`[])*/.exec(sql) ?? []
  return sql.slice(first.length + 1).replace(/--[^\n]*|\/\*[^]*?\*\//g, '').trim()
}

function shown(value: SqliteValue | number[]): SqliteValue {
  return Array.isArray(value) ? Uint8Array.from(value) : value
}

export interface PlanStep {
  id: number
  /** How deep it stands under the steps before it. */
  depth: number
  detail: string
  /** Goes through a whole table: with many rows an index would help. */
  isScan: boolean
}

/** How SQLite would answer a statement (`EXPLAIN QUERY PLAN`); it is not run. */
export async function readQueryPlan(database: CommonPowerSyncDatabase, sql: string, parameters: unknown[] = []): Promise<PlanStep[]> {
  const steps = await database.getAll<{ id: number, parent: number, detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters)
  const depths = new Map<number, number>()
  return steps.map(({ id, parent, detail }) => {
    const depth = (depths.get(parent) ?? -1) + 1
    depths.set(id, depth)
    return { id, depth, detail, isScan: /^SCAN (?!.*(?:USING|CONSTANT ROW|VIRTUAL TABLE|SUBQUERY))/.test(detail) }
  })
}
