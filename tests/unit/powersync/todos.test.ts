import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList, moveList } from '../../../powersync/mutations/lists.ts'
import { addTodo, completeTodo, removeTodo, reopenTodo, restoreTodo } from '../../../powersync/mutations/todos.ts'
import { placeTodos } from '../../../powersync/mutations/todos-bulk.ts'
import { selectLists } from '../../../powersync/queries/lists.ts'
import { selectTodos } from '../../../powersync/queries/todos.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)

beforeEach(async () => { local = await openLocalDatabase() })
afterEach(() => local.remove())

const titles = async (list: string) => (await selectTodos(db(), list).execute()).map(todo => todo.title)
const names = async () => (await selectLists(db(), 'me').execute()).map(list => list.name)

test('a list made here is its maker’s at once, without waiting for the server', async () => {
  await createList(db(), 'me', { name: 'Garden', icon: 'sprout', color: 'teal' })
  expect(await selectLists(db(), 'me').execute()).toMatchObject([{ name: 'Garden', icon: 'sprout', color: 'teal', role: 'owner', openCount: 0 }])
  expect(await selectLists(db(), 'somebody else').execute()).toEqual([])
})

test('todos stand in the order they were added, and move before or after another', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const [a, b, c] = [await addTodo(db(), 'me', list, 'a'), await addTodo(db(), 'me', list, 'b'), await addTodo(db(), 'me', list, 'c')]
  expect(await titles(list)).toEqual(['a', 'b', 'c'])
  await placeTodos(db(), list, [c], { before: a })
  expect(await titles(list)).toEqual(['c', 'a', 'b'])
  await placeTodos(db(), list, [c], { after: a })
  expect(await titles(list)).toEqual(['a', 'c', 'b'])
  await placeTodos(db(), list, [a], { after: b })
  expect(await titles(list)).toEqual(['c', 'b', 'a'])
})

test('a todo can be added between two others', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const first = await addTodo(db(), 'me', list, 'a')
  await addTodo(db(), 'me', list, 'c')
  await addTodo(db(), 'me', list, 'b', { after: first })
  expect(await titles(list)).toEqual(['a', 'b', 'c'])
})

test('a todo that is added again under its id is there once, as it became since', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const id = await addTodo(db(), 'me', list, 'a', { id: 'known' })
  await removeTodo(db(), id)
  await addTodo(db(), 'me', list, 'a', { id })
  expect(await titles(list)).toEqual([])
  expect(await local.database.getAll('SELECT id FROM todos')).toEqual([{ id }])
})

test('two todos that got the same place while apart can still be told apart by moving', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const a = await addTodo(db(), 'me', list, 'a')
  const b = await addTodo(db(), 'me', list, 'b')
  const c = await addTodo(db(), 'me', list, 'c')
  await db().updateTable('todos').set({ position: 'a5' }).where('id', 'in', [a, b]).execute()
  await placeTodos(db(), list, [c], { after: a })
  expect(await titles(list)).toEqual(['a', 'c', 'b'])
})

test('positions that another program wrote are put in order by the next move', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const a = await addTodo(db(), 'me', list, 'a')
  await db().updateTable('todos').set({ position: '100' }).where('id', '=', a).execute()
  const b = await addTodo(db(), 'me', list, 'b')
  expect(await titles(list)).toEqual(['a', 'b'])
  await placeTodos(db(), list, [b], { before: a })
  expect(await titles(list)).toEqual(['b', 'a'])
})

test('a deleted todo comes back where it was', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const a = await addTodo(db(), 'me', list, 'a')
  await addTodo(db(), 'me', list, 'b')
  await removeTodo(db(), a)
  expect(await titles(list)).toEqual(['b'])
  await restoreTodo(db(), a)
  expect(await titles(list)).toEqual(['a', 'b'])
})

test('a list counts its open todos', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const a = await addTodo(db(), 'me', list, 'a')
  await addTodo(db(), 'me', list, 'b')
  await completeTodo(db(), 'me', a)
  expect((await selectLists(db(), 'me').execute())[0]?.openCount).toBe(1)
  await reopenTodo(db(), a)
  expect((await selectLists(db(), 'me').execute())[0]?.openCount).toBe(2)
})

test('lists move in one person’s order, also those that had no place yet', async () => {
  const garden = await createList(db(), 'me', { name: 'Garden' })
  await createList(db(), 'me', { name: 'House' })
  await db().insertInto('lists').values({ id: 'zz-shared', name: 'Shared' } as never).execute()
  await db().insertInto('list_members').values({ id: 'm', list_id: 'zz-shared', user_id: 'me', role: 'editor' } as never).execute()
  expect(await names()).toEqual(['Garden', 'House', 'Shared'])
  await moveList(db(), 'me', 'zz-shared', { before: garden })
  expect(await names()).toEqual(['Shared', 'Garden', 'House'])
  await moveList(db(), 'me', garden, { before: 'zz-shared' })
  expect(await names()).toEqual(['Garden', 'Shared', 'House'])
})

test('a todo added at a place is one operation to send', async () => {
  const first = await addTodo(db(), 'mina', 'list', 'first')
  await addTodo(db(), 'mina', 'list', 'second', { before: first })
  for await (const transaction of local.database.getCrudTransactions()) expect(transaction.crud.map(entry => entry.op)).toEqual(['PUT'])
  expect((await selectTodos(db(), 'list').execute()).map(todo => todo.title)).toEqual(['second', 'first'])
})
