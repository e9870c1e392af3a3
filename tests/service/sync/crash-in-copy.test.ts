import type { SyncPostgres } from '../../support/sync-postgres.ts'
import type { SyncProcess } from '../../support/sync-process.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SyncFollower } from '../../support/sync-follower.ts'
import { startSyncPostgres } from '../../support/sync-postgres.ts'
import { createSyncProcess } from '../../support/sync-process.ts'
import { until } from '../../support/until.ts'

const ROWS = 60_000

let database: SyncPostgres
let service: SyncProcess

beforeAll(async () => {
  database = await startSyncPostgres()
  await database.sql.unsafe(`
    CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), body text);
    INSERT INTO notes (body) SELECT 'Note ' || n FROM generate_series(1, ${ROWS}) n;
    CREATE PUBLICATION powersync FOR TABLE notes;
    GRANT SELECT ON notes TO powersync`)
  service = await createSyncProcess(database, 'config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: SELECT * FROM notes\n')
})
afterAll(async () => {
  await service?.remove()
  await database?.stop()
})

const slots = async () => (await database.sql`SELECT slot_name FROM pg_replication_slots`).length
const cutConnections = () => database.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'powersync'`

it('copies again after it was killed or cut off in the middle, and leaves no slot behind', async () => {
  service.start()
  await until(async () => await slots() > 0, { what: 'the copy to begin', every: 5 })
  await service.kill()
  service.start()
  await until(async () => (await database.sql`SELECT 1 FROM pg_stat_activity WHERE usename = 'powersync' AND query LIKE 'COPY%' AND state = 'active'`).length > 0
    || service.output.includes('Copied'), { what: 'the second copy', every: 5 })
  await cutConnections()
  const follower = new SyncFollower(service.endpoint, () => service.token('ada')).start()
  await until(() => follower.state.size === ROWS, { what: `all rows (${service.output})`, every: 100, within: 60_000 })
  await database.sql`INSERT INTO notes (body) VALUES ('after it all')`
  await until(() => follower.state.size === ROWS + 1, { what: 'a new row' })
  expect(follower.resets).toBe(0)
  await until(async () => await slots() === 1, { what: 'one slot to be left' })
  await follower.stop()
}, 120_000)
