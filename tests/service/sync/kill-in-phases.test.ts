import type { SyncPostgres } from '../../support/sync-postgres.ts'
import type { SyncProcess } from '../../support/sync-process.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SyncFollower } from '../../support/sync-follower.ts'
import { startSyncPostgres } from '../../support/sync-postgres.ts'
import { createSyncProcess } from '../../support/sync-process.ts'
import { until } from '../../support/until.ts'

const ROWS = 20_000
const syncConfig = (columns: string) => `config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: SELECT ${columns} FROM notes\n`

let folder: string
let database: SyncPostgres
let service: SyncProcess
let follower: SyncFollower

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftless-sync-config-'))
  await writeFile(join(folder, 'sync-config.yaml'), syncConfig('*'))
  database = await startSyncPostgres()
  await database.sql.unsafe(`
    CREATE TABLE notes (id int PRIMARY KEY, body text NOT NULL);
    INSERT INTO notes SELECT n, 'note 0' FROM generate_series(1, ${ROWS}) n;
    CREATE PUBLICATION powersync FOR TABLE notes;
    GRANT SELECT ON notes TO powersync`)
  service = await createSyncProcess(database, '', { config: { sync_config: { path: join(folder, 'sync-config.yaml') } } })
  service.start()
  follower = new SyncFollower(service.endpoint, () => service.token('ada')).start()
})
afterAll(async () => {
  await follower?.stop()
  await service?.remove()
  await database?.stop()
  await rm(folder, { recursive: true, force: true })
})

const shows = (client: SyncFollower, body: string) =>
  until(() => client.state.size === ROWS && [...client.state.values()].every(row => row.body === body), { what: `"${body}" (${service.output.slice(-1000)})`, every: 100 })

it('loses nothing when it is killed while it compacts', async () => {
  for (const [round, delay] of [20, 120, 300].entries()) {
    await database.sql`UPDATE notes SET body = ${`note ${round + 1}`}`
    await shows(follower, `note ${round + 1}`)
    void service.compact()
    await new Promise(resolve => setTimeout(resolve, delay))
    await service.kill()
    service.start()
  }
  const fresh = new SyncFollower(service.endpoint, () => service.token('ada')).start()
  await shows(fresh, 'note 3')
  await shows(follower, 'note 3')
  expect(await service.compact()).toBe(200)
  await database.sql`UPDATE notes SET body = 'afterwards'`
  await Promise.all([shows(fresh, 'afterwards'), shows(follower, 'afterwards')])
  expect([fresh.resets, follower.resets]).toEqual([0, 0])
  await fresh.stop()
}, 120_000)

it('takes over a changed file in the end when it is killed in the middle of that, and leaves no slot behind', async () => {
  const slots = async () => (await database.sql`SELECT slot_name FROM pg_replication_slots`).length
  await writeFile(join(folder, 'sync-config.yaml'), syncConfig('id, upper(body) AS body'))
  await until(async () => await slots() === 2, { what: 'the copy beside the running one', every: 5 })
  await service.kill()
  service.start()
  await shows(follower, 'AFTERWARDS')
  await until(async () => await slots() === 1, { what: 'one slot to be left' })
  await database.sql`UPDATE notes SET body = 'in the new form'`
  await shows(follower, 'IN THE NEW FORM')
  expect(follower.resets).toBe(0)
}, 120_000)
