import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SyncFollower } from '../../support/sync-follower.ts'
import { ADMIN_TOKEN, startSync } from '../../support/sync-fixture.ts'
import { until } from '../../support/until.ts'

const ROWS = 8_000
const CLIENTS = 8

let fixture: SyncFixture

beforeAll(async () => {
  fixture = await startSync({
    schema: `CREATE TABLE notes (id int PRIMARY KEY, body text); INSERT INTO notes SELECT n, 'as it was' FROM generate_series(1, ${ROWS}) n`,
    syncConfig: 'config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: SELECT id::text AS id, body FROM notes\n',
  })
})
afterAll(() => fixture?.stop())

const compact = () => fetch(`${fixture.endpoint}/api/admin/v1/compact`, { method: 'POST', headers: { authorization: `Token ${ADMIN_TOKEN}` } })
const follow = () => new SyncFollower(fixture.endpoint, () => fixture.token('ada')).start()
const text = (rows: Iterable<Record<string, unknown>>) => Array.from(rows, ({ id, body }) => `${String(id)} ${String(body)}`).sort().join('\n')

it('gives many clients who download the same at once the same, while rows change and buckets are compacted', async () => {
  const followers = [follow()]
  for (let round = 0; round < 6; round++) {
    // Needless operations for compaction, and a checkpoint that moves on under those who are in the middle of a download.
    await fixture.sql`UPDATE notes SET body = ${`round ${round}`} WHERE id % 7 = ${round}::int OR id < 40`
    if (round === 2) followers.push(...Array.from({ length: CLIENTS - 2 }, follow))
    if (round === 4) followers.push(follow())
    const compacted = compact()
    for (let i = 0; i < 20; i++) await fixture.sql`UPDATE notes SET body = ${`round ${round}, ${i}`} WHERE id = ${ROWS - i}`
    expect((await compacted).status).toBe(200)
  }
  const expected = text((await fixture.sql`SELECT id, body FROM notes`).map(row => ({ ...row })))
  for (const follower of followers) {
    await until(() => text(follower.state.values()) === expected, { what: 'every client to have what Postgres has', every: 200 })
    await follower.stop()
    expect(follower.resets).toBe(0)
  }
}, 90_000)
