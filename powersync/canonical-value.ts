import type { ColumnKind } from '../shared/tables/define-table.ts'

/** A value of SQLite or of a journal as text, so that two spellings of the same value are the same: timestamps have several, and so has JSON. */
export function canonicalValue(kind: ColumnKind | undefined, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (kind === 'timestamp') return String(Date.parse(String(value)))
  if (kind === 'json' && typeof value === 'string') return JSON.stringify(JSON.parse(value))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
