import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import type { AddressInfo } from 'node:net'
import type { Answer, BackendDouble, ReceivedUpload } from '../../support/backend-double.ts'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList, renameList } from '../../../powersync/mutations/lists.ts'
import { addTodo, completeTodo } from '../../../powersync/mutations/todos.ts'
import { PowerSyncConnector } from '../../../powersync/PowerSyncConnector.ts'
import { startBackendDouble } from '../../support/backend-double.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
let backend: BackendDouble
let answer: (body: ReceivedUpload) => Answer

const applied = (body: ReceivedUpload): Answer => ({
  status: 200,
  body: { results: body.transactions.map(({ id }) => ({ id, status: 'applied', problems: [] })) },
})

beforeEach(async () => {
  answer = applied
  local = await openLocalDatabase()
  backend = await startBackendDouble((_path, body) => answer(body!))
})

afterEach(async () => {
  await local.remove()
  await backend.close()
})

const db = () => kyselyOf(local.database)
const queued = async () => (await local.database.getUploadQueueStats()).count
const upload = (options: ConstructorParameters<typeof PowerSyncConnector>[0] = {}) =>
  new PowerSyncConnector({ baseUrl: backend.url, ...options }).uploadData(local.database)

test('transactions keep their borders and order, and travel together', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const todo = await addTodo(db(), 'me', list, 'Water the roses')
  await completeTodo(db(), 'me', todo)
  await upload()

  expect(backend.uploads).toHaveLength(1)
  const [{ client_id, transactions }] = backend.uploads as [ReceivedUpload]
  expect(client_id).toBe(await local.database.getClientId())
  expect(transactions.map(({ ops }) => ops.map(op => `${op.op} ${op.table}`))).toEqual([
    ['PUT lists', 'PUT list_preferences'],
    ['PUT todos'],
    ['PATCH todos'],
  ])
  expect(await queued()).toBe(0)
})

test('columns that the server alone writes stay on the device', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const todo = await addTodo(db(), 'me', list, 'Water the roses')
  await completeTodo(db(), 'me', todo)
  await upload()

  const ops = backend.uploads[0]!.transactions.flatMap(transaction => transaction.ops)
  for (const { data } of ops) {
    for (const column of ['owner_id', 'created_by', 'completed_by', 'created_at', 'updated_at', 'number']) expect(data).not.toHaveProperty(column)
  }
})

test('a changed column travels with the value it had, a cleared one as null', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const todo = await addTodo(db(), 'me', list, 'Water the roses', { dueOn: '2026-11-21' })
  await upload()
  await db().updateTable('todos').set({ title: 'Water them all', due_on: null }).where('id', '=', todo).execute()
  await upload()

  expect(backend.uploads[1]!.transactions[0]!.ops).toEqual([
    { op: 'PATCH', table: 'todos', id: todo, data: { title: 'Water them all', due_on: null }, old: { title: 'Water the roses', due_on: '2026-11-21' } },
  ])
})

test('writing the value that is there already is nothing to send', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  await upload()
  await renameList(db(), list, 'Garden')
  expect(await queued()).toBe(0)
})

test.each([
  ['the server cannot be reached', null, 'unreachable'],
  ['the database is away', { status: 503, body: {} }, 'server_away'],
  ['there are too many requests', { status: 429, body: {} }, 'server_away'],
  ['something between answers 200 with a page of its own', { status: 200, body: 'hello' }, 'unreadable_answer'],
])('edits stay queued when %s', async (_why, response, code) => {
  await createList(db(), 'me', { name: 'Garden' })
  if (response) answer = () => response
  else await backend.close()
  await expect(upload()).rejects.toMatchObject({ name: 'UploadError', code })
  expect(await queued()).toBe(2)
})

test('an ended session keeps the queue and says so', async () => {
  await createList(db(), 'me', { name: 'Garden' })
  answer = () => ({ status: 401, body: {} })
  let saidSo = 0
  await expect(upload({ onSignedOut: () => { saidSo += 1 } })).rejects.toMatchObject({ code: 'signed_out' })
  expect(saidSo).toBe(1)
  expect(await queued()).toBe(2)
})

test('a refused transaction leaves the queue, is told, and stops none behind it', async () => {
  await createList(db(), 'me', { name: 'Garden' })
  await createList(db(), 'me', { name: 'House' })
  answer = ({ transactions }) => ({
    status: 200,
    body: {
      results: transactions.map(({ id }, index) => index === 0
        ? { id, status: 'refused', problems: [{ table: 'lists', row_id: 'x', code: 'limit_reached', message: 'Too many lists' }] }
        : { id, status: 'applied', problems: [] }),
    },
  })
  const refused: unknown[] = []
  await upload({ onRefused: results => refused.push(...results) })
  expect(refused).toHaveLength(1)
  expect(await queued()).toBe(0)
})

test('one transaction that the server cannot read is kept on the device, and the others go', async () => {
  await createList(db(), 'me', { name: 'Garden' })
  await createList(db(), 'me', { name: 'Poison' })
  await createList(db(), 'me', { name: 'House' })
  const taken: unknown[] = []
  answer = (body) => {
    if (JSON.stringify(body).includes('Poison')) return { status: 400, body: { message: 'transactions[0].ops[0].data.name: no poison' } }
    taken.push(...body.transactions.map(({ ops }) => (ops[0]!.data as { name: string }).name))
    return applied(body)
  }
  await upload()

  expect(taken).toEqual(['Garden', 'House'])
  expect(await queued()).toBe(0)
  const faults = await db().selectFrom('upload_faults').selectAll().execute()
  expect(faults).toHaveLength(1)
  expect(faults[0]!.message).toContain('no poison')
  expect(faults[0]!.ops).toContain('Poison')
})

test('a thousand operations are one request, the next goes in another', async () => {
  await local.database.writeTransaction(async (tx) => {
    for (let index = 0; index < 999; index += 1) await tx.execute('INSERT INTO lists (id, name) VALUES (?, ?)', [`list-${index}`, `List ${index}`])
  })
  await createList(db(), 'me', { name: 'One more' })
  await createList(db(), 'me', { name: 'And one' })
  await upload()
  expect(backend.uploads.map(({ transactions }) => transactions.length)).toEqual([1, 2])
})

test('a transaction over the size of a request travels alone', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  await db().transaction().execute(async (tx) => {
    for (let index = 0; index < 30; index += 1) {
      await tx.insertInto('todos').values({ id: `todo-${index}`, list_id: list, title: 'x'.repeat(50_000) } as never).execute()
    }
  })
  await createList(db(), 'me', { name: 'House' })
  await upload()
  expect(backend.uploads.map(({ transactions }) => transactions.length)).toEqual([1, 1, 1])
})

test('a server that says nothing any more is not waited on for ever, and the edits stay', async () => {
  const { timeout } = AbortSignal
  const patience = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 50))
  const server = createServer(() => undefined).listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await createList(db(), 'me', { name: 'Garden' })
  await expect(upload({ baseUrl: `http://localhost:${port}` })).rejects.toMatchObject({ code: 'unreachable' })
  expect(patience.mock.lastCall?.[0]).toBeGreaterThanOrEqual(30_000)
  expect(await queued()).toBeGreaterThan(0)
  patience.mockRestore()
  server.closeAllConnections()
  server.close()
})
