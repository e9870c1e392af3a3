import type { Kysely } from 'kysely'
import type { ColumnPair, TablePair } from '../../shared/inspector/config-report.ts'
import type { Column, Table } from '../../shared/tables/define-table.ts'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import { tables } from '../../shared/tables/index.ts'

const postgresTypes = { text: 'text', uuid: 'uuid', timestamp: 'timestamp with time zone', date: 'date', integer: 'integer', json: 'jsonb' } as const

interface Found { table_name: string, column_name: string, data_type: string, is_nullable: string, published: boolean }

/** The client's schema beside the tables that Postgres has, and what does not fit. */
export async function readTablePairs(db: Kysely<Database>): Promise<TablePair[]> {
  const { rows } = await sql<Found>`
    SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.column_name = ANY (coalesce(p.attnames, '{}')) AS published
    FROM information_schema.columns c
    LEFT JOIN pg_publication_tables p ON p.pubname = 'powersync' AND p.schemaname = c.table_schema AND p.tablename = c.table_name
    WHERE c.table_schema = 'public' ORDER BY c.ordinal_position`.execute(db)
  const byTable = Map.groupBy(rows, row => row.table_name)
  const stated: readonly Table[] = Object.values(tables)
  const onlyPublished = [...byTable].filter(([name, columns]) => !Object.hasOwn(tables, name) && columns.some(({ published }) => published))
  return [
    ...stated.map(table => pairOf(table, byTable.get(table.name) ?? [])),
    ...onlyPublished.map(([name, columns]) => ({ name, published: true, columns: columns.map(column => pair(column.column_name, undefined, column)) })),
  ]
}

function pairOf(table: Table, found: readonly Found[]): TablePair {
  const columns: Record<string, Pick<Column, 'kind' | 'nullable'>> = { id: { kind: table.id, nullable: false }, ...table.columns }
  const names = new Set([...Object.keys(columns), ...found.map(({ column_name }) => column_name)])
  return {
    name: table.name,
    published: found.some(({ published }) => published),
    columns: [...names].map(name => pair(name, columns[name], found.find(({ column_name }) => column_name === name))),
  }
}

function pair(name: string, stated: Pick<Column, 'kind' | 'nullable'> | undefined, found: Found | undefined): ColumnPair {
  const client = stated ? `${stated.kind}${stated.nullable ? '' : ' not null'}` : null
  const postgres = found ? `${found.data_type}${found.is_nullable === 'YES' ? '' : ' not null'}` : null
  return { name, client, postgres, published: found?.published ?? false, drift: driftOf(stated, found) }
}

function driftOf(stated: Pick<Column, 'kind' | 'nullable'> | undefined, found: Found | undefined): string | null {
  if (!found) return 'Postgres has no such column: it stays empty on devices.'
  if (!stated) return found.published ? 'The client\'s schema does not know it: devices receive it, but show nothing of it.' : null
  if (!found.published) return 'It is not in the publication: it stays empty on devices.'
  if (found.data_type !== postgresTypes[stated.kind]) return `The client's schema expects ${postgresTypes[stated.kind]}.`
  return (found.is_nullable === 'YES') === stated.nullable ? null : 'One of them allows NULL and the other does not.'
}
