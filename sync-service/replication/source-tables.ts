import type pg from 'pg'
import type { SourceTableName, SyncConfig } from '../streams/sync-config.ts'

export const PUBLICATION = 'powersync'

/** A published table as the catalog describes it. */
export interface CatalogTable extends SourceTableName {
  oid: number
  replicaIdentity: string
  rowSecurity: boolean
  readable: boolean
  /** Bytes of a row above which Postgres moves values out of it. */
  toastTarget: number
  columns: CatalogColumn[]
}

export interface CatalogColumn {
  name: string
  typeOid: number
  typeName: string
  toastable: boolean
  inPrimaryKey: boolean
  /** Part of the index that the replica identity names. */
  inIdentityIndex: boolean
}

const QUERY = `
SELECT n.nspname AS schema, c.relname AS name, c.oid::int8::float8 AS oid, c.relreplident AS "replicaIdentity", c.relrowsecurity AS "rowSecurity",
  has_table_privilege(c.oid, 'SELECT') OR (SELECT bool_and(has_column_privilege(c.oid, column_name, 'SELECT')) FROM unnest(p.attnames) column_name) AS readable,
  coalesce((SELECT option_value::int FROM pg_options_to_table(c.reloptions) WHERE option_name = 'toast_tuple_target'), 2000) AS "toastTarget",
  (SELECT json_agg(json_build_object(
    'name', a.attname, 'typeOid', a.atttypid::int8, 'typeName', format_type(a.atttypid, a.atttypmod),
    'toastable', a.attlen = -1 AND a.attstorage <> 'p',
    'inPrimaryKey', coalesce(a.attnum = ANY (pk.indkey), false), 'inIdentityIndex', coalesce(a.attnum = ANY (ri.indkey), false)
  ) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = ANY (p.attnames)) AS columns
FROM pg_publication_tables p
JOIN pg_namespace n ON n.nspname = p.schemaname
JOIN pg_class c ON c.relname = p.tablename AND c.relnamespace = n.oid
LEFT JOIN pg_index pk ON pk.indrelid = c.oid AND pk.indisprimary
LEFT JOIN pg_index ri ON ri.indrelid = c.oid AND ri.indisreplident
WHERE p.pubname = $1
ORDER BY 1, 2`

/** The tables of the publication with their published columns. */
export async function loadPublishedTables(client: pg.Client, publication: string): Promise<CatalogTable[]> {
  const { rows } = await client.query<CatalogTable>(QUERY, [publication])
  return rows
}

/** Those of them that the sync config reads. */
export async function loadUsedTables(client: pg.Client, config: SyncConfig): Promise<CatalogTable[]> {
  return usedTables(await loadPublishedTables(client, PUBLICATION), config)
}

export function usedTables(tables: CatalogTable[], config: SyncConfig): CatalogTable[] {
  return tables.filter((table) => {
    const { data, parameters } = config.uses(table)
    return data || parameters
  })
}
