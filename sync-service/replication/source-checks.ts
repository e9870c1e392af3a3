import type pg from 'pg'
import type { Log } from '../config/log.ts'
import type { SyncConfig } from '../streams/sync-config.ts'
import type { CatalogTable } from './source-tables.ts'
import { SourceError } from './source-error.ts'
import { PUBLICATION, loadPublishedTables, usedTables } from './source-tables.ts'

export interface Source {
  serverVersion: number
  /** Tells this database apart from every other one. */
  identifier: string
  tables: CatalogTable[]
}

/**
 * Looks at everything that replication needs before it starts, and returns the published tables that the sync config reads.
 * Throws SourceError, whose message says what to change.
 */
export async function checkSource(client: pg.Client, config: SyncConfig, log: Log): Promise<Source> {
  const { rows: [server] } = await client.query<{ version: number, wal_level: string, role: string, bypass: boolean, database: string }>(`
    SELECT current_setting('server_version_num')::int AS version, current_setting('wal_level') AS wal_level, rolname AS role,
      rolbypassrls OR rolsuper AS bypass, current_database() AS database
    FROM pg_roles WHERE rolname = current_user`)
  if (!server) throw new SourceError('PSYNC_S1101', 'Postgres does not say who is connected.')
  if (server.version < 150_000) throw new SourceError('PSYNC_S1144', `Postgres ${Math.floor(server.version / 10_000)} is too old: version 15 or newer is needed.`)
  if (server.wal_level !== 'logical') {
    throw new SourceError('PSYNC_S1144', `Postgres has wal_level "${server.wal_level}", but replication needs "logical": run ALTER SYSTEM SET wal_level = 'logical' and restart Postgres.`)
  }
  await checkPublication(client)
  const published = await loadPublishedTables(client, PUBLICATION)
  const tables = usedTables(published, config)
  checkTables(tables, server)
  warnAboutMissing(config, published, log)
  warnAboutIdentity(tables, log)
  return { serverVersion: server.version, identifier: `${await systemIdentifier(client)}/${server.database}`, tables }
}

async function checkPublication(client: pg.Client): Promise<void> {
  const { rows: [publication] } = await client.query<Record<string, boolean>>(
    `SELECT to_jsonb(p) ->> 'pubviaroot' = 'true' AS via_root, pubinsert, pubupdate, pubdelete, pubtruncate FROM pg_publication p WHERE pubname = $1`, [PUBLICATION])
  if (!publication) {
    throw new SourceError('PSYNC_S1141', `The publication "${PUBLICATION}" does not exist in this database: run CREATE PUBLICATION ${PUBLICATION} FOR TABLE with the tables to sync.`)
  }
  const missing = ['insert', 'update', 'delete', 'truncate'].filter(operation => !publication[`pub${operation}`])
  if (missing.length > 0) {
    throw new SourceError('PSYNC_S1142', `The publication "${PUBLICATION}" does not publish ${missing.join(', ')}: run ALTER PUBLICATION ${PUBLICATION} SET (publish = 'insert, update, delete, truncate').`)
  }
  if (publication.via_root) {
    throw new SourceError('PSYNC_S1143', `The publication "${PUBLICATION}" has publish_via_partition_root: run ALTER PUBLICATION ${PUBLICATION} SET (publish_via_partition_root = false).`)
  }
}

function checkTables(tables: CatalogTable[], server: { role: string, bypass: boolean }): void {
  const names = (chosen: CatalogTable[]) => chosen.map(({ schema, name }) => `${schema}.${name}`).join(', ')
  const unreadable = tables.filter(table => !table.readable)
  if (unreadable.length > 0) {
    throw new SourceError('PSYNC_S1144', `The role "${server.role}" may not read ${names(unreadable)}: run GRANT SELECT ON ${names(unreadable)} TO "${server.role}" (and GRANT USAGE on the schema).`)
  }
  const secured = server.bypass ? [] : tables.filter(table => table.rowSecurity)
  if (secured.length > 0) {
    throw new SourceError('PSYNC_S1145', `Row level security is on for ${names(secured)} and would hide rows from the role "${server.role}": run ALTER ROLE "${server.role}" BYPASSRLS.`)
  }
}

function warnAboutMissing(config: SyncConfig, published: CatalogTable[], log: Log): void {
  for (const { schema, name, wildcard } of config.tables) {
    const found = published.some(table => table.schema === schema && (wildcard ? table.name.startsWith(name) : table.name === name))
    if (!found) log.warn(`The sync config reads ${schema}.${name}${wildcard ? '%' : ''}, which the publication "${PUBLICATION}" does not contain: none of its rows will be synced.`, { code: 'PSYNC_S1141' })
  }
}

/** Without one Postgres itself refuses to change and delete rows, to whoever tries. */
function warnAboutIdentity(tables: CatalogTable[], log: Log): void {
  for (const { schema, name, columns, replicaIdentity } of tables) {
    const has = replicaIdentity === 'f' || columns.some(column => replicaIdentity === 'i' ? column.inIdentityIndex : replicaIdentity === 'd' && column.inPrimaryKey)
    if (!has) log.warn(`Postgres refuses to update and delete rows of ${schema}.${name} while it is published without a replica identity: give it a primary key, or run ALTER TABLE ${schema}.${name} REPLICA IDENTITY FULL.`)
  }
}

async function systemIdentifier(client: pg.Client): Promise<string> {
  const { rows: [system] } = await client.query<{ id: string }>('SELECT system_identifier::text AS id FROM pg_control_system()')
  return system?.id ?? ''
}
