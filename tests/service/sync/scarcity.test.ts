import type { SyncPostgres } from '../../support/sync-postgres.ts'
import type { SyncProcess } from '../../support/sync-process.ts'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startStallingProxy } from '../../support/stalling-proxy.ts'
import { SyncFollower } from '../../support/sync-follower.ts'
import { startSyncPostgres } from '../../support/sync-postgres.ts'
import { createSyncProcess } from '../../support/sync-process.ts'
import { until } from '../../support/until.ts'

const SYNC_CONFIG = 'config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: SELECT * FROM notes\n'
// Sets limits of a process that runs already; part of util-linux.
const canLimit = spawnSync('prlimit', ['--version']).status === 0

let database: SyncPostgres
let proxy: Awaited<ReturnType<typeof startStallingProxy>>
let service: SyncProcess
let follower: SyncFollower

beforeAll(async () => {
  database = await startSyncPostgres()
  await database.sql.unsafe(`
    CREATE TABLE notes (id text PRIMARY KEY, body text);
    INSERT INTO notes VALUES ('first', 'there from the beginning');
    CREATE PUBLICATION powersync FOR TABLE notes;
    GRANT SELECT ON notes TO powersync`)
  const uri = new URL(database.replicationUrl)
  proxy = await startStallingProxy(Number(uri.port))
  uri.port = String(proxy.port)
  service = await createSyncProcess(database, SYNC_CONFIG, { uri: uri.href })
  service.start()
  follower = new SyncFollower(service.endpoint, () => service.token('ada')).start()
  await until(() => follower.state.size === 1, { what: 'the first row' })
})
afterAll(async () => {
  await follower?.stop()
  await service?.remove()
  await proxy?.stop()
  await database?.stop()
})

// First, while the files are small.
it.skipIf(!canLimit)('stays and says so when the disk is full, shows no half transaction, and goes on when there is room', async () => {
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(service.pid), `--fsize=${bytes}:unlimited`])
  const files = join(service.dataDirectory, 'sync')
  const largest = Math.max(...readdirSync(files).map(name => statSync(join(files, name)).size))
  const before = follower.state.size
  limit(String(largest + 256 * 1024))
  await database.sql`INSERT INTO notes SELECT 'many ' || n, (SELECT string_agg(md5(n || ' ' || m), '') FROM generate_series(1, 20) m) FROM generate_series(1, 20000) n`
  await until(() => /disk is full|disk I\/O error/.test(service.output), { what: `a word about the disk (${service.output.slice(-2000)})` })
  expect(service.running).toBe(true)
  expect(follower.state.size).toBe(before)
  limit('unlimited')
  await until(() => follower.state.size === before + 20_000, { what: `all rows (${service.output.slice(-2000)})` })
  expect(follower.resets).toBe(0)
})

it('leaves out a row of more than 15 MB, by name, and goes on', async () => {
  await database.sql`INSERT INTO notes VALUES ('huge', repeat('x', 16 * 1024 * 1024)), ('beside it', 'small')`
  await until(() => follower.state.has('notes/beside it'), { what: `the small row (${service.output})` })
  expect(follower.state.has('notes/huge')).toBe(false)
  expect(service.output).toMatch(/public\.notes.*15 MB.*PSYNC_S1002.*huge/)
  await database.sql`UPDATE notes SET body = 'not huge any more' WHERE id = 'huge'`
  await until(() => follower.state.has('notes/huge'), { what: 'the row when it has become small' })
})

it('notices a connection that has gone dead without a word', async () => {
  await database.sql`INSERT INTO notes VALUES ('before', '')`
  await until(() => follower.state.has('notes/before'), { what: 'a row before' })
  expect(proxy.stall()).toBeGreaterThan(0)
  await database.sql`INSERT INTO notes VALUES ('behind the dead connection', '')`
  await until(() => follower.state.has('notes/behind the dead connection'), { what: `the row over a new connection (${service.output})` })
})
