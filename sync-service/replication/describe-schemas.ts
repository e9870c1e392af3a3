import type { CatalogTable } from './source-tables.ts'

const TEXT = 2
const INTEGER = 4
const REAL = 8
const BLOB = 1

/** Tables by schema, with their columns, as the admin API lists them and as sync configs are compared with. */
export function describeSchemas(tables: CatalogTable[]) {
  return Array.from(Map.groupBy(tables, ({ schema }) => schema), ([name, inSchema]) => ({
    name,
    tables: inSchema.map(table => ({
      name: table.name,
      columns: table.columns.map(column => ({
        name: column.name,
        sqlite_type: sqliteType(column.typeName),
        internal_type: column.typeName,
        type: column.typeName,
        pg_type: column.typeName,
      })),
    })),
  }))
}

function sqliteType(postgresType: string): number {
  if (/^(?:boolean|smallint|integer|bigint|oid)$/.test(postgresType)) return INTEGER
  if (/^(?:real|double precision)$/.test(postgresType)) return REAL
  return postgresType === 'bytea' ? BLOB : TEXT
}
