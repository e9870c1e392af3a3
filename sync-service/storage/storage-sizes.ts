import type { BucketDatabase } from './bucket-database.ts'

const KEPT_MS = 60_000

/** Bytes of the bucket file by what they are for. */
export interface StorageSizes {
  operations: number
  parameters: number
  replication: number
}

const known = new WeakMap<BucketDatabase, { sizes: StorageSizes, until: number }>()

/** Asked of SQLite at most once a minute: it looks at every page of a table (https://sqlite.org/dbstat.html). */
export function storageSizes(database: BucketDatabase | undefined): StorageSizes {
  if (!database) return { operations: 0, parameters: 0, replication: 0 }
  const last = known.get(database)
  if (last && last.until > Date.now()) return last.sizes
  const sizeOf = (table: string) => Number(database.reader.prepare('SELECT pgsize FROM dbstat WHERE name = ? AND aggregate = TRUE').get(table)?.pgsize ?? 0)
  const parameters = sizeOf('parameters')
  const replication = sizeOf('source_rows') + sizeOf('source_tables')
  const sizes = { parameters, replication, operations: database.sizeBytes - parameters - replication }
  known.set(database, { sizes, until: Date.now() + KEPT_MS })
  return sizes
}
