import type { SyncPostgres } from '../../support/sync-postgres.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadConfig } from '../../../sync-service/config/load-config.ts'
import { createLog } from '../../../sync-service/config/log.ts'
import { startService } from '../../../sync-service/service.ts'
import { startSyncPostgres } from '../../support/sync-postgres.ts'
import { until } from '../../support/until.ts'

let database: SyncPostgres

beforeAll(async () => {
  database = await startSyncPostgres()
  await database.sql`CREATE TABLE notes (id text PRIMARY KEY, owner text)`
  await database.sql`CREATE TABLE readings (id text, value float8)`
  await database.sql`INSERT INTO readings VALUES ('a', 'NaN'), ('b', 'NaN')`
  await database.sql`GRANT SELECT ON readings TO powersync`
  await database.sql`ALTER ROLE powersync NOREPLICATION`
})
afterAll(() => database?.stop())

it('says what is wrong with the database, one thing after the other, and begins as soon as all is right', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'driftless-sync-'))
  const lines: string[] = []
  const config = loadConfig({
    DRIFTLESS_DATA_DIR: dataDirectory,
    SOURCE: database.replicationUrl,
    POWERSYNC_CONFIG_B64: Buffer.from(`
replication: { connections: [{ type: postgresql, uri: !env SOURCE, sslmode: disable }] }
port: 0
sync_config: { content: "config: { edition: 3 }\\nstreams: { all: { auto_subscribe: true, query: SELECT * FROM notes WHERE ower = auth.user_id() }, readings: { query: SELECT * FROM readings } }" }
`).toString('base64'),
  })
  const service = await startService(config, createLog({ level: 'info', format: 'text', write: line => void lines.push(line) }))
  const says = (code: string) => until(() => lines.some(line => line.includes(`code=${code}`)), { what: `${code} in ${lines.join('')}` })
  await says('PSYNC_S1141')
  await database.sql`CREATE PUBLICATION powersync FOR TABLE notes, readings WITH (publish = 'insert, update')`
  await says('PSYNC_S1142')
  await database.sql`ALTER PUBLICATION powersync SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = true)`
  await says('PSYNC_S1143')
  await database.sql`ALTER PUBLICATION powersync SET (publish_via_partition_root = false)`
  await says('PSYNC_S1144')
  expect(lines.join('')).toContain('GRANT SELECT ON public.notes')
  await database.sql`ALTER TABLE notes ENABLE ROW LEVEL SECURITY`
  await database.sql`GRANT SELECT ON notes TO powersync`
  await says('PSYNC_S1145')
  expect(service.deployments.active).toBeUndefined()
  await database.sql`ALTER ROLE powersync BYPASSRLS`
  await until(() => lines.some(line => line.includes('run ALTER ROLE "powersync" REPLICATION')), { what: 'the privilege that is missing' })
  await database.sql`ALTER ROLE powersync REPLICATION`
  await until(() => service.deployments.active, { what: 'the first copy' })
  expect((await database.sql`SELECT * FROM pg_replication_slots`)).toHaveLength(1)
  expect(lines.filter(line => line.includes('Column not found: ower'))).toHaveLength(1)
  expect(lines.join('')).toContain('ALTER TABLE public.readings REPLICA IDENTITY FULL')
  expect(lines.filter(line => line.includes('A value of NaN reaches clients as null'))).toHaveLength(1)
  await service.stop()
  await rm(dataDirectory, { recursive: true, force: true })
})
