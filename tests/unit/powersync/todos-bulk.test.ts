import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList } from '../../../powersync/mutations/lists.ts'
import { completeTodos, editTodos, labelTodos, moveTodosToList, placeTodos, removeTodos, reopenTodos } from '../../../powersync/mutations/todos-bulk.ts'
import { addTodo } from '../../../powersync/mutations/todos.ts'
import { selectTodos } from '../../../powersync/queries/todos.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)

beforeEach(async () => { local = await openLocalDatabase() })
afterEach(() => local.remove())

const rows = (list: string) => selectTodos(db(), list).execute()
const titles = async (list: string) => (await rows(list)).map(todo => todo.title)
const emptyQueue = () => local.database.execute('DELETE FROM ps_crud')
/** How many operations each transaction of the queue has. */
const queue = async () => (await local.database.getAll<{ ops: number }>('SELECT count(*) AS ops FROM ps_crud GROUP BY tx_id ORDER BY tx_id')).map(row => row.ops)

async function listOf(...names: string[]) {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const ids: string[] = []
  for (const name of names) ids.push(await addTodo(db(), 'me', list, name))
  await emptyQueue()
  return { list, ids }
}

test('the same edit of several todos is one transaction, and writes only rows that it changes', async () => {
  const { list, ids } = await listOf('a', 'b', 'c')
  await completeTodos(db(), 'me', ids.slice(0, 1))
  await completeTodos(db(), 'me', ids)
  expect(await queue()).toEqual([1, 2])
  await reopenTodos(db(), ids)
  await editTodos(db(), ids.slice(1), { priority: 3, dueOn: '2030-01-01' })
  await removeTodos(db(), ids.slice(0, 1))
  expect(await rows(list)).toMatchObject([{ title: 'b', priority: 3, dueOn: '2030-01-01', completedAt: null }, { title: 'c', priority: 3 }])
  expect(await queue()).toEqual([1, 2, 3, 2, 1])
})

test('labels change beside those that each todo has', async () => {
  const { list, ids } = await listOf('a', 'b')
  await labelTodos(db(), ids.slice(0, 1), () => ['home'])
  await labelTodos(db(), ids, json => json?.includes('home') ? ['home', 'later'] : ['later'])
  expect((await rows(list)).map(todo => todo.labels)).toEqual(['["home","later"]', '["later"]'])
})

test('several todos stand together where they are put, in the order they are given', async () => {
  const { list, ids: [a, b, c, d] } = await listOf('a', 'b', 'c', 'd')
  await placeTodos(db(), list, [a!, c!], { after: d })
  expect(await titles(list)).toEqual(['b', 'd', 'a', 'c'])
  await placeTodos(db(), list, [d!, c!], { before: b })
  expect(await titles(list)).toEqual(['d', 'c', 'b', 'a'])
  expect(await queue()).toEqual([2, 2])
})

test('several todos move to another list, at its top, with their subtasks', async () => {
  const { list, ids: [a, b, c] } = await listOf('a', 'b', 'c')
  const sub = await addTodo(db(), 'me', list, 'sub', { parentId: a })
  const other = await createList(db(), 'me', { name: 'Home' })
  await addTodo(db(), 'me', other, 'there')
  await moveTodosToList(db(), 'me', [b!, a!], other)
  expect(await titles(list)).toEqual(['c'])
  expect(await titles(other)).toEqual(['b', 'a', 'there'])
  expect(await local.database.get('SELECT list_id, parent_id FROM todos WHERE id = ?', [sub])).toEqual({ list_id: other, parent_id: a })
  expect(c).toBeDefined()
})
