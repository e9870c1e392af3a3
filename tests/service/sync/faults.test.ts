import type { SyncPostgres } from '../../support/sync-postgres.ts'
import type { SyncProcess } from '../../support/sync-process.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SyncFollower } from '../../support/sync-follower.ts'
import { startSyncPostgres } from '../../support/sync-postgres.ts'
import { createSyncProcess } from '../../support/sync-process.ts'
import { until } from '../../support/until.ts'

const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  accounts:
    auto_subscribe: true
    query: SELECT * FROM accounts WHERE list_id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())
`
const ACCOUNTS = 40
const TOTAL = ACCOUNTS * 100
const USERS = ['ada', 'bob']
const seed = Number(process.env.SEED ?? Date.now() & 0xFFFFFF)

// What may happen in Postgres. Each is one transaction; transfers leave the sum as it is, which every client may check at any time.
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('transfer' as const), from: fc.nat(ACCOUNTS - 1), to: fc.nat(ACCOUNTS - 1), amount: fc.integer({ min: 1, max: 50 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), account: fc.nat(ACCOUNTS - 1), text: fc.string({ maxLength: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bulk' as const), rows: fc.integer({ min: 1, max: 3000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('membership' as const), user: fc.constantFrom(...USERS), list: fc.constantFrom('noise', 'other') }) },
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

let database: SyncPostgres
let service: SyncProcess

beforeAll(async () => {
  database = await startSyncPostgres()
  await database.sql.unsafe(`
    CREATE TABLE accounts (id text PRIMARY KEY, list_id text NOT NULL, balance int NOT NULL, note text);
    CREATE TABLE members (id text PRIMARY KEY, list_id text NOT NULL, user_id text NOT NULL);
    CREATE PUBLICATION powersync FOR TABLE accounts, members;
    GRANT SELECT ON accounts, members TO powersync;
    INSERT INTO accounts SELECT 'a' || n, 'bank', 100 FROM generate_series(0, ${ACCOUNTS - 1}) n;
    INSERT INTO members SELECT u || '-bank', 'bank', u FROM unnest(ARRAY['ada', 'bob']) u`)
  service = await createSyncProcess(database, SYNC_CONFIG)
})
afterAll(async () => {
  await service?.remove()
  await database?.stop()
})

it(`loses and invents nothing, whenever it is killed (SEED=${seed})`, async () => {
  service.start()
  const wrongSums: number[] = []
  const followers = USERS.map(user => new SyncFollower(service.endpoint, () => service.token(user), (rows) => {
    const bank = [...rows.values()].filter(row => row.list_id === 'bank')
    const sum = bank.reduce((total, row) => total + Number(row.balance), 0)
    if (bank.length > 0 && (sum !== TOTAL || bank.length !== ACCOUNTS)) wrongSums.push(sum)
  }).start())
  const actions = fc.sample(action, { seed, numRuns: 1500 })
  const pauses = fc.sample(fc.integer({ min: 50, max: 1500 }), { seed, numRuns: 12 })
  const writing = (async () => {
    for (const each of actions) await perform(each)
  })()
  for (const [round, pause] of pauses.entries()) {
    await new Promise(resolve => setTimeout(resolve, pause))
    if (round % 4 === 3) {
      await database.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'powersync'`
    }
    else {
      await service.kill()
      service.start()
    }
  }
  await writing
  for (const [index, user] of USERS.entries()) {
    const expected = await database.sql`SELECT a.* FROM accounts a WHERE list_id IN (SELECT list_id FROM members WHERE user_id = ${user}) ORDER BY id`
    const text = JSON.stringify(expected.map(row => ({ ...row })))
    await until(() => {
      const rows = [...followers[index]!.state.values()].sort((a, b) => String(a.id) < String(b.id) ? -1 : 1)
      return JSON.stringify(rows) === text
    }, { what: `${user} to see what Postgres has (${service.output.slice(-2000)})`, every: 100 })
  }
  expect(wrongSums).toEqual([])
  expect(followers.map(({ resets }) => resets)).toEqual([0, 0])
  await Promise.all(followers.map(follower => follower.stop()))
  expect(await service.kill('SIGTERM')).toBe(0)
}, 180_000)

let bulk = 0
async function perform(each: Action): Promise<void> {
  const { sql } = database
  switch (each.kind) {
    case 'transfer':
      await sql.begin(async (transaction) => {
        await transaction`UPDATE accounts SET balance = balance - ${each.amount} WHERE id = ${`a${each.from}`}`
        await transaction`UPDATE accounts SET balance = balance + ${each.amount} WHERE id = ${`a${each.to}`}`
      })
      break
    case 'rename':
      await sql`UPDATE accounts SET note = ${each.text.replaceAll('\0', '')} WHERE id = ${`a${each.account}`}`
      break
    case 'bulk':
      bulk++
      await sql`INSERT INTO accounts SELECT ${`b${bulk}-`} || n, 'noise', n, repeat('x', 50) FROM generate_series(1, ${each.rows}::int) n`
      if (bulk % 3 === 0) await sql`DELETE FROM accounts WHERE id LIKE ${`b${bulk - 1}-%`}`
      break
    case 'membership': {
      const id = `${each.user}-${each.list}`
      const { count } = await sql`DELETE FROM members WHERE id = ${id}`
      if (count === 0) await sql`INSERT INTO members VALUES (${id}, ${each.list}, ${each.user})`
    }
  }
}
