import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { redoWriteProblem, resolveWriteProblem } from '../../../powersync/mutations/write-problems.ts'
import { selectWriteProblems } from '../../../powersync/queries/write-problems.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)

beforeEach(async () => {
  local = await openLocalDatabase()
  await db().insertInto('lists').values({ id: 'list', name: 'Garden', owner_id: 'me' } as never).execute()
  await db().insertInto('todos').values({ id: 'todo', list_id: 'list', title: 'Water the roses', labels: '["evening"]', priority: 0 } as never).execute()
  await (await local.database.getNextCrudTransaction())?.complete()
  await (await local.database.getNextCrudTransaction())?.complete()
})

afterEach(() => local.remove())

/** What the server keeps comes down by sync; it is no edit of this device. */
async function problem(row: Record<string, unknown>) {
  const data = { user_id: 'me', kind: 'refused', table_name: 'todos', row_id: 'todo', code: 'role_too_low', message: 'No.', created_at: '2026-11-20T10:00:00Z', ...row }
  await local.database.execute('INSERT INTO ps_data__write_problems (id, data) VALUES (?, ?)', [row.id, JSON.stringify(data)])
}

const todo = (id = 'todo') => db().selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirst()
const waiting = async () => (await selectWriteProblems(db()).execute()).map(row => row.id)
const sent = async () => {
  const transactions: string[][] = []
  for await (const { crud } of local.database.getCrudTransactions()) transactions.push(crud.map(op => `${op.op} ${op.table}`))
  return transactions
}

test('a discarded edit goes from everywhere and changes nothing', async () => {
  await problem({ id: 'p', client_value: JSON.stringify({ op: 'PATCH', data: { title: 'Mine' } }) })
  await resolveWriteProblem(db(), 'p')
  expect(await waiting()).toEqual([])
  expect(await sent()).toEqual([['PATCH write_problems']])
  expect((await todo())?.title).toBe('Water the roses')
})

test('a refused edit is made again with what its author corrected', async () => {
  await problem({ id: 'p', client_value: JSON.stringify({ op: 'PATCH', data: { title: 'x'.repeat(600), priority: 2, created_by: 'eve' } }) })
  await redoWriteProblem(db(), 'p', { title: 'Shorter' })
  expect(await todo()).toMatchObject({ title: 'Shorter', priority: 2, created_by: null })
  expect(await sent()).toEqual([['PATCH todos'], ['PATCH write_problems']])
})

test('a new row that was refused is made again under its own id', async () => {
  await problem({ id: 'p', row_id: 'new', client_value: JSON.stringify({ op: 'PUT', data: { list_id: 'list', title: 'Rake', position: 'a1', labels: '[]' } }) })
  await redoWriteProblem(db(), 'p')
  expect(await todo('new')).toMatchObject({ list_id: 'list', title: 'Rake', labels: '[]' })
})

test('what fell with a refused edit is decided with it, and made again with it', async () => {
  await problem({ id: 'p1', table_name: 'lists', row_id: 'l2', client_value: JSON.stringify({ op: 'PUT', data: { name: 'Cellar' } }) })
  await problem({
    id: 'p2', table_name: 'list_preferences', row_id: 'me:l2',
    client_value: JSON.stringify({ op: 'PUT', data: { user_id: 'me', list_id: 'l2', position: 'a1' }, together_with: { table: 'lists', row_id: 'l2' } }),
  })
  expect(await waiting()).toEqual(['p1'])
  await redoWriteProblem(db(), 'p1')
  expect(await waiting()).toEqual([])
  expect(await sent()).toEqual([['PUT lists', 'PUT list_preferences'], ['PATCH write_problems', 'PATCH write_problems']])
})

test('two refusals about the same row are decided one by one', async () => {
  for (const [minute, column] of [['01', 'title'], ['02', 'priority']] as const) {
    const at = `2026-11-20T09:${minute}:00.000000Z`
    await problem({ id: `cause-${column}`, created_at: at, client_value: JSON.stringify({ op: 'PATCH', data: { [column]: column } }) })
    await problem({
      id: `fell-${column}`, created_at: at, row_id: 'other',
      client_value: JSON.stringify({ op: 'PATCH', data: { [column]: column }, together_with: { table: 'todos', row_id: 'todo' } }),
    })
  }
  await resolveWriteProblem(db(), 'cause-title')
  expect(await waiting()).toEqual(['cause-priority'])
  expect(await sent()).toEqual([['PATCH write_problems', 'PATCH write_problems']])
})

test('an edit of a row that is gone cannot be made again, and stays to be copied', async () => {
  await problem({ id: 'p', row_id: 'gone', client_value: JSON.stringify({ op: 'PATCH', data: { title: 'Mine' } }) })
  await expect(redoWriteProblem(db(), 'p')).rejects.toMatchObject({ name: 'RedoError', code: 'gone' })
  expect(await waiting()).toEqual(['p'])
})

test('a value that was overwritten is put back while what replaced it still stands', async () => {
  await problem({ id: 'p', kind: 'overwritten', column_name: 'title', client_value: '"Mine"', server_value: '"Water the roses"' })
  await redoWriteProblem(db(), 'p')
  expect((await todo())?.title).toBe('Mine')
  expect(await waiting()).toEqual([])
})

test('labels are compared as labels, whatever their spelling', async () => {
  await problem({ id: 'p', kind: 'overwritten', column_name: 'labels', client_value: '["mine"]', server_value: '["evening"]' })
  await redoWriteProblem(db(), 'p')
  expect((await todo())?.labels).toBe('["mine"]')
})

test('a value that changed again since is left alone', async () => {
  await problem({ id: 'p', kind: 'overwritten', column_name: 'title', client_value: '"Mine"', server_value: '"Theirs"' })
  await expect(redoWriteProblem(db(), 'p')).rejects.toMatchObject({ name: 'RedoError', code: 'changed' })
  expect((await todo())?.title).toBe('Water the roses')
  expect(await waiting()).toEqual(['p'])
})
