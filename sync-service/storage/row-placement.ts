import type { BucketDatabase } from './bucket-database.ts'

/** Where a source row is, as of the last commit. */
export interface RowPlacement {
  bucket: string
  opId: number
  objectType: string
}

/** The buckets that carry a source row; none for a row that is not known. For diagnostics: it prepares its statement each time. */
export function placementOf({ reader }: BucketDatabase, table: { schema: string, name: string }, identity: string): RowPlacement[] {
  const rows = reader.prepare(`
    SELECT buckets.name AS bucket, json_extract(placed.value, '$[1]') AS op, object_types.name AS type
    FROM source_tables JOIN source_rows ON source_rows.source_table = source_tables.id, json_each(source_rows.state, '$[0]') AS placed
    JOIN buckets ON buckets.id = json_extract(placed.value, '$[0]') LEFT JOIN object_types ON object_types.id = json_extract(placed.value, '$[2]')
    WHERE source_tables.schema_name = ? AND source_tables.name = ? AND source_rows.identity = ?`).all(table.schema, table.name, identity)
  return rows.map(row => ({ bucket: String(row.bucket), opId: Number(row.op), objectType: String(row.type ?? '') }))
}
