import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConformanceFixture } from '../../../support/sync-conformance.ts'
import { column, connectSdk } from '../../../support/sync-client.ts'
import { startConformance } from '../../../support/sync-conformance.ts'
import { until } from '../../../support/until.ts'

const tables = {
  lists: { name: column.text },
  members: { list_id: column.text, user_id: column.text },
  todos: { list_id: column.text, title: column.text, done: column.integer },
  projects: { owner: column.text },
}

let fixture: ConformanceFixture

beforeAll(async () => {
  fixture = await startConformance({
    lists: `VALUES ('l1', 'Garden'), ('l2', 'Work')`,
    members: `VALUES ('m1', 'l1', 'ada'), ('m2', 'l2', 'bob')`,
    projects: `VALUES ('p1', 'acme', 'ada'), ('p2', 'acme', 'bob')`,
    todos: `VALUES ('t1', 'l1', 'Water the beans'), ('t2', 'l2', 'Write the report')`,
  })
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

it('keeps what a subscription has brought for its time to live, and no longer', async () => {
  const { database, close } = await connect('ada')
  await database.waitForFirstSync()
  const projects = async () => (await database.getAll<{ id: string }>('SELECT id FROM projects')).map(({ id }) => id)
  const lasting = await database.syncStream('of_the_user').subscribe({ ttl: 3600 })
  await lasting.waitForFirstSync()
  expect(await projects()).toEqual(['p1'])
  // While the first one lasts: a subscription without a time to live is lost in the SDK when a reconnection, which the end of another one
  // brings about, falls between its two steps.
  const passing = await database.syncStream('everything').subscribe({ ttl: 0 })
  await passing.waitForFirstSync()
  expect((await projects()).sort()).toEqual(['p1', 'p2'])
  lasting.unsubscribe()
  passing.unsubscribe()
  await until(async () => JSON.stringify(await projects()) === '["p1"]', { what: 'the subscription without a time to live to leave' })
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
