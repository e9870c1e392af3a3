import type pg from 'pg'
import type { Log } from '../config/log.ts'
import type { WriteBatch } from '../storage/write-batch.ts'
import type { CatalogTable } from './source-tables.ts'
import type { KnownTable, TableRegistry } from './table-registry.ts'
import { copyTable } from './copy-table.ts'
import { RowWriter } from './row-writer.ts'
import { shapeOfCatalog } from './table-shape.ts'

export interface ReconcileOptions {
  /** In a REPEATABLE READ transaction. */
  client: pg.Client
  /** The published tables that the sync config uses. */
  catalog: CatalogTable[]
  registry: TableRegistry
  batch: WriteBatch
  log: Log
}

/** What differs between the database's tables and the store's. */
export function differences(catalog: CatalogTable[], registry: TableRegistry): { gone: KnownTable[], changed: CatalogTable[] } {
  const oids = new Set(catalog.map(({ oid }) => oid))
  return {
    gone: registry.known.filter(({ oid }) => !oids.has(oid)),
    changed: catalog.filter(table => registry.judge(shapeOfCatalog(table)) !== 'current'),
  }
}

/**
 * Brings the store in line with what DDL has done: rows of tables that are gone (dropped, no longer published, renamed) are removed, tables
 * that are new or have other columns are read. Returns true when tables were read: the store is then ahead of the change stream, and nothing
 * may be committed before the stream has reached the client's transaction.
 */
export async function reconcileTables({ client, catalog, registry, batch, log }: ReconcileOptions): Promise<boolean> {
  const rows = new RowWriter(batch, log)
  const { gone, changed } = differences(catalog, registry)
  for (const table of gone) {
    log.info(`${table.schema}.${table.name} is gone; its rows are removed.`)
    rows.forgetAll(table.id)
    registry.forget(table)
  }
  for (const table of changed) {
    const shape = shapeOfCatalog(table)
    const known = registry.known.find(({ oid }) => oid === table.oid)
    if (known && registry.judge(shape) === 'replace') {
      rows.forgetAll(known.id)
      registry.forget(known)
    }
    const target = registry.adopt(shape)
    const count = await copyTable(client, table, values => target.used && rows.insert(target, values))
    log.info(`${table.schema}.${table.name} is ${known ? 'changed' : 'new'}; ${count} rows were read.`)
  }
  return changed.length > 0
}
