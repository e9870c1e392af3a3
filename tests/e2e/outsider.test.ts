import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectNodeClient } from '../support/node-client.ts'
import { signUp } from '../support/person.ts'
import type { Person } from '../support/person.ts'
import { until } from '../support/until.ts'

const origin = inject('origin')
const list = { id: randomUUID(), name: 'Cabin weekend' }
const todo = { id: randomUUID(), title: 'Book the ferry' }

describe('a script that knows only the documented interfaces', () => {
  let mina: Person
  let stranger: Person
  const clients: Awaited<ReturnType<typeof connectNodeClient>>[] = []

  beforeAll(async () => {
    mina = await signUp(origin, 'Mina')
    stranger = await signUp(origin, 'Stranger')
  })
  afterAll(() => Promise.all(clients.map(client => client.close())))

  it('writes a list and a todo through the upload endpoint and reads both back through sync', async () => {
    const client = await connectNodeClient(mina)
    clients.push(client)
    const result = await mina.upload([
      { op: 'PUT', table: 'lists', id: list.id, data: { name: list.name } },
      { op: 'PUT', table: 'todos', id: todo.id, data: { list_id: list.id, title: todo.title, position: 'a0' } },
    ])
    expect(result).toMatchObject({ status: 'applied', problems: [] })

    const row = await until(() => client.database.getOptional<{ title: string, number: number, name: string, role: string }>(`
      SELECT t.title, t.number, l.name, m.role FROM todos t JOIN lists l ON l.id = t.list_id JOIN list_members m ON m.list_id = l.id
      WHERE t.id = ?`, [todo.id]), { what: 'the todo to arrive' })
    expect(row).toEqual({ title: todo.title, number: 1, name: list.name, role: 'owner' })
  })

  it('gives a stranger neither, by sync or by upload', async () => {
    const client = await connectNodeClient(stranger)
    clients.push(client)
    await client.database.waitForFirstSync()
    expect(await client.database.getAll('SELECT id FROM lists')).toEqual([])
    expect(await client.database.getAll('SELECT id FROM todos')).toEqual([])

    const taken = await stranger.upload([{ op: 'PATCH', table: 'todos', id: todo.id, data: { title: 'Mine now' } }])
    const absent = await stranger.upload([{ op: 'PATCH', table: 'todos', id: randomUUID(), data: { title: 'Mine now' } }])
    expect(taken.status).toBe('refused')
    expect(taken.problems[0]?.code).toBe(absent.problems[0]?.code)
  })

  it('answers 401 to whoever is not signed in', async () => {
    for (const [path, method] of [['/api/powersync/credentials', 'GET'], ['/api/powersync/upload', 'POST']] as const) {
      const answer = await fetch(`${origin}${path}`, { method, headers: { 'content-type': 'application/json' }, body: method === 'POST' ? '{}' : undefined })
      expect(answer.status, path).toBe(401)
    }
    const { endpoint } = await mina.credentials()
    expect((await fetch(`${endpoint}/sync/stream`, { method: 'POST' })).status).toBe(401)
  })
})
