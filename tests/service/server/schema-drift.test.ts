import type { Table } from '../../../shared/tables/define-table.ts'
import type { TestDatabase } from '../../support/server-database.ts'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMigrations } from '../../../server/database/run-migrations.ts'
import { tables } from '../../../shared/tables/index.ts'
import { SyncConfig } from '../../../sync-service/streams/sync-config.ts'
import { AppSchema } from '../../../powersync/AppSchema.ts'
import { startDatabase } from '../../support/server-database.ts'

const all: readonly Table[] = Object.values(tables)
const names = all.map(table => table.name).sort()
const postgresTypes = { text: 'text', uuid: 'uuid', timestamp: 'timestamp with time zone', date: 'date', integer: 'integer', json: 'jsonb' } as const

let database: TestDatabase
beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())

describe('the tables are stated once, and', () => {
  it('the migrated Postgres has exactly their columns, types and nullability', async () => {
    for (const { name, id, columns } of all) {
      const { rows } = await sql<{ column_name: string, data_type: string, is_nullable: string }>`
        SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${name}`.execute(database.db)
      const stated = Object.entries(columns).map(([column, { kind, nullable }]) => [column, `${postgresTypes[kind]}${nullable ? '' : ' not null'}`])
      const found = rows.map(row => [row.column_name, `${row.data_type}${row.is_nullable === 'YES' ? '' : ' not null'}`])
      expect(Object.fromEntries(found), name).toEqual({ id: `${id} not null`, ...Object.fromEntries(stated) })
    }
  })

  it('the publication holds exactly them, whole', async () => {
    const { rows } = await sql<{ tablename: string, attnames: string[], rowfilter: string | null }>`
      SELECT tablename, attnames::text[], rowfilter FROM pg_publication_tables WHERE pubname = 'powersync'`.execute(database.db)
    expect(rows.map(row => row.tablename).sort()).toEqual(names)
    for (const row of rows) {
      const table = all.find(({ name }) => name === row.tablename)
      expect([...row.attnames].sort()).toEqual(['id', ...Object.keys(table!.columns)].sort())
      expect(row.rowfilter).toBeNull()
    }
  })

  it('the sync config reads all of them, no other, and hands their rows out whole', async () => {
    const config = new SyncConfig(await readFile(new URL('../../../powersync/sync-config.yaml', import.meta.url), 'utf8'), 'test')
    expect(config.warnings).toEqual([])
    expect(config.tables.map(table => table.name).sort()).toEqual(names)
    for (const table of all) {
      const row = { id: 'id', ...Object.fromEntries(Object.entries(table.columns).map(([name, { kind }]) => [name, kind === 'integer' ? 1 : name === 'resolved_at' ? null : 'x'])) }
      const { rows, errors } = config.evaluator({ schema: 'public', name: table.name })(row)
      expect(errors, table.name).toEqual([])
      expect(rows.length, table.name).toBeGreaterThan(0)
      for (const { objectType, data } of rows) {
        expect(objectType).toBe(table.name)
        expect(Object.keys(JSON.parse(data)).sort(), table.name).toEqual(Object.keys(row).sort())
      }
    }
  })

  it('the devices have exactly their columns', () => {
    for (const { name, columns } of all) {
      const local = AppSchema.tables.find(table => table.name === name)
      expect(local?.columns.map(column => column.name).sort(), name).toEqual(Object.keys(columns).sort())
      for (const column of local?.columns ?? []) expect(column.type, `${name}.${column.name}`).toBe(columns[column.name]?.kind === 'integer' ? 'INTEGER' : 'TEXT')
    }
  })
})

describe('migrating', () => {
  it('again changes nothing', async () => {
    expect(await runMigrations(database.db)).toEqual([])
  })

  it('keeps accounts, keys and the ledger out of the publication', async () => {
    const { rows } = await sql<{ relname: string }>`
      SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname NOT IN (SELECT tablename FROM pg_publication_tables)`.execute(database.db)
    expect(rows.map(row => row.relname)).toEqual(expect.arrayContaining(['users', 'sessions', 'credentials', 'signing_keys', 'upload_transactions', 'invitations']))
  })
})
