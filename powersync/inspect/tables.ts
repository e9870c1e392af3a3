import type { CommonPowerSyncDatabase } from '@powersync/common'
import { identifier } from './identifier.ts'

export interface InspectedTable {
  name: string
  type: 'table' | 'view'
  rows: number
  /** A view of the schema: what the app reads and writes. The others are PowerSync's own, or SQLite's. */
  isOfApp: boolean
}

/** Every table and view with its number of rows: the app's first, then what lies under it. */
export async function readTables(database: CommonPowerSyncDatabase): Promise<InspectedTable[]> {
  const known = await database.getAll<Omit<InspectedTable, 'rows' | 'isOfApp'> & { isOfApp: number }>(tables)
  const counts = await database.getAll<{ name: string, rows: number }>(known.length === 0 ? noRows : known.map(countOf).join(' UNION ALL '), known.map(({ name }) => name))
  const rows = new Map(counts.map(count => [count.name, count.rows]))
  return known.map(({ name, type, isOfApp }) => ({ name, type, isOfApp: isOfApp === 1, rows: rows.get(name) ?? 0 }))
}

const noRows = 'SELECT NULL AS name, 0 AS rows WHERE 0'

function countOf({ name }: { name: string }): string {
  return `SELECT ? AS name, (SELECT count(*) FROM ${identifier(name)}) AS rows`
}

// A view's comment is the core extension's mark.
const tables = `
  SELECT name, type, type = 'view' AND sql LIKE '%-- powersync-auto-generated%' AS isOfApp
  FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_stat%'
  ORDER BY isOfApp DESC, name LIKE 'ps_data%', name LIKE 'ps_%', name`

export interface InspectedColumn {
  name: string
  type: string
}

export async function readColumns(database: CommonPowerSyncDatabase, table: string): Promise<InspectedColumn[]> {
  return await database.getAll<InspectedColumn>('SELECT name, type FROM pragma_table_info(?) ORDER BY cid', [table])
}
