import type { CommonPowerSyncDatabase } from '@powersync/common'
import { identifier } from './identifier.ts'

/** What bytes are spent on. */
export type StoragePurpose = 'data' | 'oplog' | 'queue' | 'indexes' | 'other'

export interface StoragePart {
  name: string
  purpose: StoragePurpose
  bytes: number
  rows: number | null
}

export interface StorageReport {
  /** The whole database, pages that are free now included. */
  total: number
  /** Pages that nothing uses; a VACUUM gives them back. */
  free: number
  /** Whether SQLite counted pages, or the lengths of the values were added up because this build cannot count. */
  isExact: boolean
  parts: StoragePart[]
}

/** Where the bytes of the database are, largest first. */
export async function readStorage(database: CommonPowerSyncDatabase): Promise<StorageReport> {
  const { total, free } = await database.get<{ total: number, free: number }>(`
    SELECT page_count * page_size AS total, freelist_count * page_size AS free FROM pragma_page_count, pragma_page_size, pragma_freelist_count`)
  const counted = await countPages(database)
  const parts = (counted ?? await addLengths(database)).map(part => ({ ...part, purpose: purposeOf(part.name) }))
  return { total, free, isExact: counted !== null, parts: parts.toSorted((one, other) => other.bytes - one.bytes) }
}

type Counted = Omit<StoragePart, 'purpose'>

/** By `dbstat`, which not every build of SQLite has: then null. */
async function countPages(database: CommonPowerSyncDatabase): Promise<Counted[] | null> {
  const has = await database.getOptional(`SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'`) !== null
  if (!has) return null
  return await database.getAll<Counted>('SELECT name, sum(pgsize) AS bytes, NULL AS rows FROM dbstat GROUP BY name')
}

async function addLengths(database: CommonPowerSyncDatabase): Promise<Counted[]> {
  const tables = await database.getAll<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
  const indexes = await database.getAll<{ name: string, tbl: string }>(`SELECT name, tbl_name AS tbl FROM sqlite_master WHERE type = 'index'`)
  const parts: Counted[] = []
  for (const { name } of tables) parts.push({ name, ...await lengthOf(database, name, await columnsOf(database, 'table', name)) })
  for (const { name, tbl } of indexes) parts.push({ name, ...await lengthOf(database, tbl, await columnsOf(database, 'index', name)) })
  return parts
}

async function columnsOf(database: CommonPowerSyncDatabase, kind: 'table' | 'index', name: string): Promise<string[]> {
  const columns = await database.getAll<{ name: string | null }>(`SELECT name FROM pragma_${kind}_info(?)`, [name])
  // An index on an expression has no name for it.
  return columns.flatMap(column => column.name === null ? [] : [column.name])
}

/** The values' bytes, and what SQLite keeps beside each row. */
async function lengthOf(database: CommonPowerSyncDatabase, table: string, columns: string[]): Promise<{ bytes: number, rows: number }> {
  const length = columns.map(column => `ifnull(length(CAST(${identifier(column)} AS BLOB)), 0)`).join(' + ') || '0'
  return await database.get(`SELECT ifnull(sum(${length}), 0) + count(*) * 8 AS bytes, count(*) AS rows FROM ${identifier(table)}`)
}

function purposeOf(name: string): StoragePurpose {
  if (name.startsWith('ps_oplog') && name !== 'ps_oplog') return 'indexes'
  if (/^sqlite_autoindex_|__.*__|^ps_buckets_/.test(name)) return 'indexes'
  if (name.startsWith('ps_data')) return 'data'
  if (name === 'ps_oplog' || name === 'ps_buckets') return 'oplog'
  return name === 'ps_crud' || name === 'edit_times' ? 'queue' : 'other'
}
