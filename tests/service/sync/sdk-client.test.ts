import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SyncFixture } from '../../support/sync-fixture.ts'
import { column, connectSdk } from '../../support/sync-client.ts'
import { startSync } from '../../support/sync-fixture.ts'
import { until } from '../../support/until.ts'

const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  lists:
    auto_subscribe: true
    priority: 1
    with:
      mine: SELECT list_id FROM members WHERE user_id = auth.user_id()
    queries:
      - SELECT * FROM lists WHERE id IN mine
      - SELECT * FROM members WHERE list_id IN mine
  todos:
    auto_subscribe: true
    priority: 2
    query: SELECT * FROM todos WHERE list_id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())
`

const SCHEMA = `
CREATE TABLE lists (id text PRIMARY KEY, name text NOT NULL);
CREATE TABLE members (id text PRIMARY KEY, list_id text NOT NULL, user_id text NOT NULL);
CREATE TABLE todos (id text PRIMARY KEY, list_id text NOT NULL, title text, done boolean NOT NULL DEFAULT false);
INSERT INTO lists VALUES ('l1', 'Garden'), ('l2', 'Work');
INSERT INTO members VALUES ('m1', 'l1', 'ada'), ('m2', 'l2', 'bob');
INSERT INTO todos VALUES ('t1', 'l1', 'Water the beans'), ('t2', 'l2', 'Write the report');
`

const tables = {
  lists: { name: column.text },
  members: { list_id: column.text, user_id: column.text },
  todos: { list_id: column.text, title: column.text, done: column.integer },
}

let fixture: SyncFixture

beforeAll(async () => {
  fixture = await startSync({ schema: SCHEMA, syncConfig: SYNC_CONFIG })
})
afterAll(() => fixture?.stop())

const connect = (user: string) => connectSdk({ endpoint: () => fixture.endpoint, token: () => fixture.token(user), tables })

it('shows an unmodified client its own rows, and every change of them as it happens', async () => {
  const { database, close } = await connect('ada')
  const titles = async () => (await database.getAll<{ title: string }>('SELECT title FROM todos ORDER BY id')).map(({ title }) => title)
  const seen = (expected: string[]) => until(async () => JSON.stringify(await titles()) === JSON.stringify(expected), { what: expected.join(', ') })

  await seen(['Water the beans'])
  await fixture.sql`INSERT INTO todos VALUES ('t3', 'l1', 'Sow carrots')`
  await seen(['Water the beans', 'Sow carrots'])
  await fixture.sql`UPDATE todos SET title = 'Water everything', done = true WHERE id = 't1'`
  await seen(['Water everything', 'Sow carrots'])
  expect(await database.get('SELECT done FROM todos WHERE id = ?', ['t1'])).toEqual({ done: 1 })
  await fixture.sql`DELETE FROM todos WHERE id = 't3'`
  await seen(['Water everything'])

  await fixture.sql`INSERT INTO members VALUES ('m3', 'l2', 'ada')`
  await seen(['Water everything', 'Write the report'])
  await fixture.sql`DELETE FROM members WHERE id = 'm3'`
  await seen(['Water everything'])
  await close()
})

it('gives a stranger nothing', async () => {
  const { database, close } = await connect('eve')
  await database.waitForFirstSync()
  expect(await database.getAll('SELECT * FROM todos')).toEqual([])
  await close()
})

it('tells a client that its upload has come back', async () => {
  const { database, uploaded, close } = await connect('ada')
  await database.waitForFirstSync()
  await database.execute('INSERT INTO todos (id, list_id, title) VALUES (?, ?, ?)', ['t9', 'l1', 'Local'])
  await until(() => uploaded.length === 1)
  // The backend has dropped it, so it has to vanish again as soon as the write checkpoint is reached.
  await until(async () => (await database.getAll('SELECT id FROM todos WHERE id = ?', ['t9'])).length === 0, { what: 'the write checkpoint' })
  await close()
})

it('serves the same over a WebSocket', async () => {
  const { database, close } = await connectSdk({ endpoint: () => fixture.endpoint, token: () => fixture.token('ada'), tables, webSocket: true })
  await database.waitForFirstSync()
  expect(await database.getAll('SELECT id FROM lists')).toEqual([{ id: 'l1' }])
  await fixture.sql`UPDATE lists SET name = 'Over a socket' WHERE id = 'l1'`
  await until(async () => (await database.get<{ name: string }>('SELECT name FROM lists')).name === 'Over a socket', { what: 'the change' })
  await close()
})
