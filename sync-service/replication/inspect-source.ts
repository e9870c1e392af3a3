import type pg from 'pg'
import type { SourceConfig } from '../config/source-config.ts'
import type { SyncConfig } from '../streams/sync-config.ts'
import { closeClient, connectSource } from './postgres-client.ts'
import { describeSchemas } from './describe-schemas.ts'
import { PUBLICATION, loadPublishedTables, loadUsedTables } from './source-tables.ts'
import { shapeOfCatalog } from './table-shape.ts'

const PATIENCE_MS = 5000

/** The published tables with their columns, as `powersync generate schema` wants them. Throws when Postgres cannot be asked. */
export function inspectSource(source: SourceConfig) {
  return withClient(source, async client => ({ schemas: describeSchemas(await loadPublishedTables(client, PUBLICATION)) }))
}

/** Where a slot stands, and the tables that a sync config reads. */
export function inspectReplication(source: SourceConfig, slot: string, config: SyncConfig) {
  return withClient(source, async client => ({ slot: await inspectSlot(client, slot), tables: await describeTables(client, config) }))
}

/** Tables as diagnostics list them; a pattern without a table in the publication is an error of its own. */
export async function describeTables(client: pg.Client, config: SyncConfig) {
  const tables = await loadUsedTables(client, config)
  const found = tables.map((table) => {
    const { data, parameters } = config.uses(table)
    const shape = shapeOfCatalog(table)
    return {
      schema: table.schema,
      name: table.name,
      replication_id: shape.identity.flatMap(index => shape.columns[index]?.name ?? []),
      data_queries: data,
      parameter_queries: parameters,
      errors: table.readable ? [] : [{ level: 'fatal', message: `The role may not read ${table.schema}.${table.name}.` }],
    }
  })
  const missing = config.tables
    .filter(({ schema, name, wildcard }) => !tables.some(table => table.schema === schema && (wildcard ? table.name.startsWith(name) : table.name === name)))
    .map(({ schema, name, wildcard }) => ({
      schema,
      name,
      ...(wildcard ? { pattern: `${name}%` } : {}),
      replication_id: [],
      data_queries: false,
      parameter_queries: false,
      errors: [{ level: 'warning', message: `Table ${schema}.${name}${wildcard ? '%' : ''} is not in the publication "${PUBLICATION}".` }],
    }))
  return [...found, ...missing]
}

async function inspectSlot(client: pg.Client, slot: string) {
  const { rows: [found] } = await client.query<{ replication_lag_bytes: number, wal_status: string, safe_wal_size: number | null, max_slot_wal_keep_size: string }>(`
    SELECT (pg_current_wal_lsn() - confirmed_flush_lsn)::float8 AS replication_lag_bytes, wal_status, safe_wal_size::float8 AS safe_wal_size,
      current_setting('max_slot_wal_keep_size') AS max_slot_wal_keep_size FROM pg_replication_slots WHERE slot_name = $1`, [slot])
  return found
}

export async function withClient<T>(source: SourceConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectSource(source, { signal: AbortSignal.timeout(PATIENCE_MS) })
  try {
    return await work(client)
  }
  finally {
    closeClient(client)
  }
}
