import type { SyncFixture } from '../../support/sync-fixture.ts'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres } from '../../../stack/postgres/start.ts'
import { ADMIN_TOKEN, startSync } from '../../support/sync-fixture.ts'
import { openStream } from '../../support/sync-stream.ts'
import { until } from '../../support/until.ts'

const config = (query: string) => `config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: ${query}\n`

let fixture: SyncFixture

beforeAll(async () => {
  fixture = await startSync({
    schema: `CREATE TABLE notes (id text PRIMARY KEY, body text); INSERT INTO notes VALUES ('n1', 'one')`,
    syncConfig: config('SELECT * FROM notes'),
  })
})
afterAll(() => fixture?.stop())

const open = async () => openStream({ endpoint: fixture.endpoint, token: await fixture.token('ada') })
const bucketOf = (stream: Awaited<ReturnType<typeof open>>) => stream.lines[0]?.checkpoint?.buckets[0]?.bucket
const slots = async () => (await fixture.sql`SELECT slot_name FROM pg_replication_slots`).map(row => row.slot_name)

it('processes a changed sync config beside the running one, then ends the streams, which find other buckets', async () => {
  const old = await open()
  await old.completed()
  fixture.service.deployments.deploy(config(`SELECT id, upper(body) AS body FROM notes`))
  await until(() => old.ended, { what: 'the stream to end' })
  const now = await open()
  await now.completed()
  expect(now.rows('notes').get('n1')).toEqual({ id: 'n1', body: 'ONE' })
  expect(bucketOf(now)).not.toBe(bucketOf(old))
  await fixture.sql`UPDATE notes SET body = 'two'`
  await now.until(() => now.rows('notes').get('n1')?.body === 'TWO')
  await until(async () => (await slots()).length === 1, { what: 'the old slot to be dropped' })
  await now.close()
})

it('keeps the old sync config when a new one is broken, and says where it is', async () => {
  expect(() => fixture.service.deployments.deploy('config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: SELEC * FROM notes\n')).toThrow(/^5:\d+ /)
  const stream = await open()
  await stream.completed()
  expect(stream.rows('notes').size).toBe(1)
  await stream.close()
})

it('copies everything again, under other names, when the slot is lost', async () => {
  const before = await open()
  await before.completed()
  const [slot] = await slots()
  await fixture.sql`SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots`
  await until(() => fixture.sql`SELECT pg_drop_replication_slot(${slot})`.then(() => true, async () => {
    await fixture.sql`SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active`
    return false
  }), { every: 1 })
  await fixture.sql`INSERT INTO notes VALUES ('lost', 'while the slot was gone')`
  await until(() => before.ended, { what: 'the old stream to end' })
  const after = await open()
  await after.until(() => after.rows('notes').has('lost'))
  expect(bucketOf(after)).not.toBe(bucketOf(before))
  expect(fixture.lines.join('')).toContain('does not exist any more')
  await after.close()
})

it('rebuilds storage that is damaged or gone', async () => {
  await fixture.service.stop()
  const directory = join(fixture.dataDirectory, 'sync')
  for (const name of readdirSync(directory).filter(file => file.startsWith('buckets-'))) await writeFile(join(directory, name), 'not a database')
  await fixture.restart()
  const stream = await open()
  await stream.until(() => stream.rows('notes').has('lost'))
  await stream.close()
  expect(fixture.lines.join('')).toContain('built again from Postgres')
  await until(async () => (await slots()).length === 1, { what: 'left-over slots to be dropped' })
})

it('keeps clients connected while Postgres is away, and goes on when it is back', async () => {
  const stream = await open()
  await stream.completed()
  await fixture.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'powersync'`
  await fixture.sql`INSERT INTO notes VALUES ('later', 'after the cut')`
  await stream.until(() => stream.rows('notes').has('later'))
  expect(stream.ended).toBe(false)
  await stream.close()
})

it('refuses to run twice on the same data', async () => {
  const { startService } = await import('../../../sync-service/service.ts')
  const { createLog } = await import('../../../sync-service/config/log.ts')
  await expect(startService(fixture.configure(config('SELECT * FROM notes')), createLog({ level: 'error', format: 'text' }))).rejects.toThrow(/Another sync service is running/)
})

it('refuses an empty database in the place of the one that it knows, and serves what it has until it is told otherwise', async () => {
  const { server, directory } = fixture.database
  const dataDir = await mkdtemp(join(tmpdir(), 'driftless-sync-pg-'))
  await copyFile(join(directory, 'secrets.json'), join(dataDir, 'secrets.json'))
  await server.stop()
  const empty = await startPostgres({ dataDir, port: server.port, durable: false })
  const address = new URL(empty.adminUrl)
  address.pathname = '/driftless'
  const sql = postgres(address.href, { onnotice: () => undefined })
  await sql.unsafe('CREATE TABLE notes (id text PRIMARY KEY, body text); CREATE PUBLICATION powersync FOR TABLE notes; GRANT SELECT ON notes TO powersync')
  await until(() => fixture.lines.join('').includes('its tables are empty'), { what: `the refusal in ${fixture.lines.slice(-8).join('')}` })
  const stream = await open()
  await stream.completed()
  expect(stream.rows('notes').size).toBeGreaterThan(0)

  const reprocess = await fetch(`${fixture.endpoint}/api/admin/v1/reprocess`, { method: 'POST', headers: { authorization: `Token ${ADMIN_TOKEN}` } })
  expect(reprocess.status).toBe(200)
  await until(() => stream.ended, { what: 'the stream to end' })
  const after = await open()
  await after.completed()
  expect(after.rows('notes').size).toBe(0)
  await after.close()
  await sql.end({ timeout: 1 })
  await empty.stop()
  await rm(dataDir, { recursive: true, force: true })
})
