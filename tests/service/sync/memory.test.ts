import type { SyncPostgres } from '../../support/sync-postgres.ts'
import type { SyncProcess } from '../../support/sync-process.ts'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSyncPostgres } from '../../support/sync-postgres.ts'
import { createSyncProcess } from '../../support/sync-process.ts'
import { openStream } from '../../support/sync-stream.ts'
import { until } from '../../support/until.ts'

const ROWS = 100_000
const BODY = 320
// Empty it takes 120 MB. The rows below, all at once as Node's strings and objects, would be several hundred more.
const BOUND_MB = 280

let database: SyncPostgres
let service: SyncProcess

beforeAll(async () => {
  database = await startSyncPostgres()
  await database.sql.unsafe(`
    CREATE TABLE notes (id int PRIMARY KEY, list int NOT NULL, body text);
    CREATE PUBLICATION powersync FOR TABLE notes; GRANT SELECT ON notes TO powersync;
    INSERT INTO notes VALUES (0, -1, 'first')`)
  service = await createSyncProcess(database, `
config: { edition: 3 }
streams:
  lists:
    query: SELECT * FROM notes WHERE list = subscription.parameter('list')
`)
})
afterAll(async () => {
  await service?.remove()
  await database?.stop()
})

const insert = (from: number) => database.sql`INSERT INTO notes SELECT n, n % 50, repeat(md5(n::text), ${BODY / 32}::int) FROM generate_series(${from}::int, ${from + ROWS - 1}::int) n`
const peakMB = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1]) / 1024
const open = async () => openStream({ endpoint: service.endpoint, token: await service.token('ada'), body: { streams: { subscriptions: [{ stream: 'lists', parameters: { list: -1 }, override_priority: null }] } } })
const serving = async () => {
  const stream = await until(() => open().catch(() => undefined), { what: 'the service' })
  await stream.completed()
  return stream
}

it.runIf(process.platform === 'linux')('takes a large transaction and a large copy in bounded memory', async () => {
  service.start()
  const stream = await serving()
  await insert(1)
  await database.sql`INSERT INTO notes VALUES (-1, -1, 'after the transaction')`
  await until(() => stream.rows('notes').size === 2, { what: 'what comes after the transaction', within: 60_000 })
  await stream.close()
  expect(peakMB()).toBeLessThan(BOUND_MB)

  await insert(ROWS + 1)
  await insert(2 * ROWS + 1)
  await service.remove()
  service.start()
  await (await serving()).close()
  expect(peakMB()).toBeLessThan(BOUND_MB)
}, 120_000)
