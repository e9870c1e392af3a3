import type { Condition, QueryExplanation } from '../../../sync-service/streams/explain/explanation.ts'
import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, startSync } from '../../support/sync-fixture.ts'
import { openStream } from '../../support/sync-stream.ts'
import { until } from '../../support/until.ts'

interface Answer {
  verdict: { code: string, text: string }
  source: { published: boolean, row: Record<string, unknown> | null }
  storage: { bucket: string, op: number }[]
  evaluated: { buckets: string[], errors: string[] }
  person: { buckets: number, relevant: string[] }
  queries: QueryExplanation[] | null
}

const schema = `
CREATE TABLE lists (id text PRIMARY KEY, archived_at timestamptz, owner text);
CREATE TABLE members (id text PRIMARY KEY, list_id text, user_id text);
CREATE TABLE todos (id uuid PRIMARY KEY, list_id text, title text, done boolean DEFAULT false, n int DEFAULT 0, tags jsonb DEFAULT '[]');
CREATE TABLE notes (id text PRIMARY KEY, owner text, kind text);
CREATE TABLE stores (id text PRIMARY KEY, name text, region text);
CREATE TABLE products (id text PRIMARY KEY, store text, region text);
CREATE TABLE secrets (id text PRIMARY KEY, body text);
INSERT INTO lists VALUES ('open', NULL, 'ann'), ('old', '2026-01-02T03:04:05Z', 'ann'), ('theirs', NULL, 'cem');
INSERT INTO members VALUES ('m1', 'open', 'ann'), ('m2', 'old', 'ann'), ('m3', 'theirs', 'cem'), ('m4', 'theirs', 'dia');
INSERT INTO todos (id, list_id, title, done, n, tags) VALUES
  ('00000000-0000-0000-0000-000000000001', 'open', 'mine', false, 0, '["red", "blue"]'),
  ('00000000-0000-0000-0000-000000000002', 'old', 'archived', false, 5, '[]'),
  ('00000000-0000-0000-0000-000000000003', 'theirs', 'secret', true, 5, '[]'),
  ('00000000-0000-0000-0000-000000000004', NULL, 'lost', false, 5, '[]');
INSERT INTO notes VALUES ('n1', 'ann', 'private'), ('n2', 'acme', 'public'), ('n3', 'acme', 'draft');
INSERT INTO stores VALUES ('s1', 'north', 'eu'), ('s2', 'south', 'us');
INSERT INTO products VALUES ('p1', 'north', 'eu'), ('p2', 'north', 'us');
INSERT INTO secrets VALUES ('x', 'y');
`

const syncConfig = `
config:
  edition: 3
streams:
  todos:
    auto_subscribe: true
    query: SELECT * FROM todos WHERE list_id IN (SELECT id FROM lists WHERE archived_at IS NULL AND id IN (SELECT list_id FROM members WHERE user_id = auth.user_id()))
  old_list:
    query: SELECT * FROM todos WHERE list_id = subscription.parameter('list_id') AND list_id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())
  notes:
    auto_subscribe: true
    queries:
      - SELECT * FROM notes WHERE owner = auth.user_id()
      - SELECT * FROM notes WHERE owner = auth.parameter('org') AND kind IN ARRAY['public', 'shared'] AND auth.parameter('role') = 'reader'
  tagged:
    query: SELECT id, title AS name FROM todos WHERE subscription.parameter('tag') IN (SELECT value FROM json_each(tags)) AND n < 3 AND NOT done AND list_id IN auth.parameter('lists')
  products:
    auto_subscribe: true
    query: SELECT products.* FROM products, stores WHERE stores.name = products.store AND stores.region = products.region AND stores.id = auth.parameter('store')
  mine_or_open:
    auto_subscribe: true
    query: SELECT * FROM lists WHERE owner = auth.user_id() OR id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())
`

let fixture: SyncFixture
const todo = (n: number) => `00000000-0000-0000-0000-00000000000${n}`

beforeAll(async () => {
  fixture = await startSync({ schema, syncConfig })
})
afterAll(() => fixture?.stop())

async function post(path: string, body: unknown, token = ADMIN_TOKEN) {
  const response = await fetch(`${fixture.endpoint}${path}`, { method: 'POST', headers: { 'authorization': `Token ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return { status: response.status, body: await response.json() as { data: Answer } }
}

async function why(table: string, id: string, userId: string, more: Record<string, unknown> = {}): Promise<Answer> {
  const { status, body } = await post('/api/inspect/v1/row', { table, id, user_id: userId, ...more })
  expect(status).toBe(200)
  return body.data
}

const query = ({ queries }: Answer, stream: string, index = 0) => queries!.filter(({ stream: name }) => name === stream)[index]!
const failed = (conditions: Condition[]) => conditions.filter(({ holds }) => !holds)

describe('why a row is with a person, or is not', () => {
  it('is told to programs with an API token only', async () => {
    expect((await post('/api/inspect/v1/row', { table: 'todos', id: todo(1), user_id: 'ann' }, 'wrong')).status).toBe(401)
    expect((await post('/api/inspect/v1/status', {}, 'wrong')).status).toBe(401)
  })

  it('names the field of a question that is not right', async () => {
    for (const body of [{ id: 'x', user_id: 'ann' }, { table: 'todos', user_id: 'ann' }, { table: 'todos', id: 'x' }, { table: 'todos', id: 'x', user_id: 'ann', claims: [] }]) {
      expect(await post('/api/inspect/v1/row', body)).toMatchObject({ status: 400, body: { error: { code: 'PSYNC_S2001', details: expect.stringContaining('should be') } } })
    }
  })

  it('says in which bucket a row comes', async () => {
    const answer = await why('todos', todo(1), 'ann')
    expect(answer.verdict).toMatchObject({ code: 'delivered', text: expect.stringContaining('todos|0["open"]') })
    expect(answer.source.row).toMatchObject({ title: 'mine', done: 0 })
    expect(answer.evaluated.buckets).toContain(answer.person.relevant[0])
    expect(answer.storage.map(({ bucket }) => bucket)).toContain(answer.person.relevant[0])
    expect(query(answer, 'todos')).toMatchObject({ matches: true, automatic: true, subscribed: true })
  })

  it('follows look-ups to the row and the condition that ends them', async () => {
    const answer = await why('todos', todo(2), 'ann')
    expect(answer.verdict).toMatchObject({ code: 'not_selected', text: expect.stringContaining('does not hold in lists: archived_at IS NULL (archived_at is "2026-01-02T03:04:05.000000Z")') })
    const [condition] = query(answer, 'todos').conditions
    expect(condition).toMatchObject({
      sql: 'list_id IN (SELECT id FROM lists WHERE archived_at IS NULL AND id IN (SELECT list_id FROM members WHERE user_id = auth.user_id()))',
      holds: false,
      text: 'list_id is "old". There is one row of lists with id "old", but none that meets every condition.',
    })
    expect(condition!.because).toMatchObject([{ sql: 'archived_at IS NULL', holds: false }, { holds: true }])
  })

  it('says what the people have whose row it is', async () => {
    const answer = await why('todos', todo(3), 'ann')
    expect(answer.verdict.code).toBe('not_selected')
    const [membership] = failed(query(answer, 'todos').conditions[0]!.because)
    expect(membership).toMatchObject({ sql: 'id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())', text: expect.stringContaining('There are 2 rows of members with list_id "theirs"') })
    expect(membership!.because).toMatchObject([{ sql: 'user_id = auth.user_id()', text: 'user_id is "cem"; auth.user_id() is "ann" · user_id is "dia"; auth.user_id() is "ann"' }])
  })

  it('says that nothing equals NULL', async () => {
    const answer = await why('todos', todo(4), 'ann')
    expect(query(answer, 'todos').conditions).toMatchObject([{ holds: false, text: 'list_id is NULL. There is no row in lists with id NULL.' }])
  })

  it('asks for the subscription that a stream needs', async () => {
    const without = query(await why('todos', todo(2), 'ann'), 'old_list')
    expect(without).toMatchObject({ automatic: false, subscribed: false })
    expect(failed(without.conditions).map(({ text }) => text)).toEqual([
      expect.stringContaining('comes only to a device that subscribes'),
      expect.stringContaining(`subscription.parameter('list_id') must be "old"`),
    ])
    const answer = await why('todos', todo(2), 'ann', { streams: { subscriptions: [{ stream: 'old_list', parameters: { list_id: 'open' } }, { stream: 'old_list', parameters: { list_id: 'old' } }] } })
    expect(answer.verdict.code).toBe('delivered')
    expect(query(answer, 'old_list', 0)).toMatchObject({ matches: false, parameters: { list_id: 'open' } })
    expect(query(answer, 'old_list', 1)).toMatchObject({ matches: true, parameters: { list_id: 'old' } })
  })

  it('judges conditions on the token, and each part of an AND for itself', async () => {
    const answer = await why('notes', 'n3', 'ann', { claims: { org: 'acme', role: 'guest' } })
    expect(query(answer, 'notes', 0).conditions).toMatchObject([{ holds: false, text: 'owner is "acme"; auth.user_id() is "ann"' }])
    expect(query(answer, 'notes', 1).conditions).toMatchObject([
      { sql: `auth.parameter('role') = 'reader'`, holds: false, text: `auth.parameter('role') is "guest"` },
      { sql: `kind IN ('public', 'shared')`, holds: false, text: 'kind is "draft"' },
      { sql: `owner = auth.parameter('org')`, holds: true },
    ])
    expect((await why('notes', 'n2', 'ann', { claims: { org: 'acme', role: 'reader' } })).verdict.code).toBe('delivered')
  })

  it('judges table-valued functions of rows and requests', async () => {
    const ask = (tag: string, lists: string[], n: number) => why('todos', todo(n), 'ann', { claims: { lists }, streams: { subscriptions: [{ stream: 'tagged', parameters: { tag } }] } })
    expect(query(await ask('blue', ['open'], 1), 'tagged')).toMatchObject({ matches: true, sql: expect.stringContaining('SELECT id AS id, title AS name FROM todos WHERE n < 3 AND NOT done') })
    expect(failed(query(await ask('green', ['open'], 1), 'tagged').conditions)).toMatchObject([{ text: expect.stringContaining('"red", "blue"') }])
    expect(failed(query(await ask('blue', ['x', 'y'], 1), 'tagged').conditions)).toMatchObject([{ text: 'list_id is "open"; the values there are "x", "y"' }])
    expect(failed(query(await ask('blue', ['old'], 2), 'tagged').conditions).map(({ sql }) => sql)).toEqual(['n < 3', `json_each(tags).value = subscription.parameter('tag')`])
    expect(failed(query(await ask('blue', ['theirs'], 3), 'tagged').conditions).map(({ sql }) => sql)).toContain('NOT done')
  })

  it('wants values that belong together from one row', async () => {
    expect((await why('products', 'p1', 'ann', { claims: { store: 's1' } })).verdict.code).toBe('delivered')
    const answer = await why('products', 'p2', 'ann', { claims: { store: 's1' } })
    expect(query(answer, 'products').conditions).toMatchObject([{
      sql: `(region, store) IN (SELECT region, name FROM stores WHERE id = auth.parameter('store'))`,
      text: 'region is "us", store is "north". There is no row in stores with region "us" and name "north".',
    }])
  })

  it('tells both ways of an OR', async () => {
    const answer = await why('lists', 'theirs', 'ann')
    expect(answer.queries!.map(({ sql, matches }) => `${matches} ${sql}`).sort()).toEqual([
      'false SELECT * FROM lists WHERE id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())',
      'false SELECT * FROM lists WHERE owner = auth.user_id()',
    ])
    const half = await why('lists', 'theirs', 'dia')
    expect(half.verdict.code).toBe('delivered')
    expect(half.queries!.map(({ matches }) => matches).sort()).toEqual([false, true])
  })

  it('tells a row that is not there from a table that is not synced', async () => {
    expect((await why('todos', todo(9), 'ann')).verdict.code).toBe('no_row')
    expect((await why('todos', 'no uuid', 'ann')).verdict.code).toBe('no_row')
    expect((await why('secrets', 'x', 'ann')).verdict).toMatchObject({ code: 'not_synced' })
    expect((await why('stores', 's1', 'ann')).verdict).toMatchObject({ code: 'not_synced' })
    expect((await why('nothing"; drop table lists', 'x', 'ann')).verdict).toMatchObject({ code: 'table_unknown' })
  })

  it('says when the storage is behind Postgres, and when it has caught up', async () => {
    await fixture.sql`DELETE FROM members WHERE id = 'm2'`
    await until(async () => (await why('todos', todo(2), 'ann', { streams: { subscriptions: [{ stream: 'old_list', parameters: { list_id: 'old' } }] } })).verdict.code === 'not_selected', { what: 'the change' })
    await fixture.sql`INSERT INTO members VALUES ('m2', 'old', 'ann')`
  })

  it('agrees with what a client is really sent, for every person and row', async () => {
    for (const user of ['ann', 'cem', 'dia', 'eve']) {
      const stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token(user) })
      await stream.completed()
      for (const n of [1, 2, 3, 4]) {
        const { verdict } = await why('todos', todo(n), user)
        expect(verdict.code === 'delivered', `${user} ${n}`).toBe(stream.rows('todos').has(todo(n)))
      }
      for (const id of ['open', 'old', 'theirs']) expect((await why('lists', id, user)).verdict.code === 'delivered').toBe(stream.rows('lists').has(id))
      await stream.close()
    }
  })
})

describe('a sync config of the older form', () => {
  it('is told by buckets alone', async () => {
    const older = await startSync({
      schema: `CREATE TABLE notes (id text PRIMARY KEY, owner text); INSERT INTO notes VALUES ('n1', 'ann'), ('n2', 'bea')`,
      syncConfig: 'bucket_definitions:\n  mine:\n    parameters: SELECT request.user_id() AS owner\n    data:\n      - SELECT * FROM notes WHERE owner = bucket.owner\n',
    })
    const ask = async (id: string) => {
      const body = JSON.stringify({ table: 'notes', id, user_id: 'ann' })
      const headers = { 'authorization': `Token ${ADMIN_TOKEN}`, 'content-type': 'application/json' }
      const answer = await fetch(`${older.endpoint}/api/inspect/v1/row`, { method: 'POST', headers, body })
      return (await answer.json() as { data: Answer }).data
    }
    expect(await ask('n1')).toMatchObject({ verdict: { code: 'delivered' }, queries: null })
    expect(await ask('n2')).toMatchObject({ verdict: { code: 'not_selected', text: 'The buckets of the row and those of the person have none in common.' } })
    await older.stop()
  })
})

describe('how the service is', () => {
  it('tells of slot, storage and connected clients', async () => {
    const stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token('ann'), body: { client_id: 'phone' }, headers: { 'x-user-agent': 'test/1' } })
    await stream.completed()
    const { body } = await post('/api/inspect/v1/status', {})
    expect(body.data).toMatchObject({
      connection: { connected: true },
      active: { connections: [{ slot_name: expect.stringContaining('driftless_'), replication_lag_bytes: expect.any(Number) }] },
      checkpoint: { op_id: expect.stringMatching(/^\d+$/), lsn: expect.stringContaining('/') },
      storage: { bytes: expect.any(Number), buckets: expect.arrayContaining([expect.objectContaining({ name: expect.stringContaining('todos|0["open"]'), operations: 1, bytes: expect.any(Number) })]) },
      clients: { count: 1, list: [{ user_id: 'ann', client_id: 'phone', user_agent: 'test/1', transport: 'http', buckets: expect.any(Number), bytes_sent: expect.any(Number) }] },
    })
    await stream.close()
    await until(async () => JSON.stringify((await post('/api/inspect/v1/status', {})).body.data).includes('"clients":{"count":0'), { what: 'the client to be gone' })
  })
})
