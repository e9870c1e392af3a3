import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { changesBetween, readRows, revertChanges } from '../../../powersync/mutations/row-changes.ts'
import { addTodo, completeTodo, editTodo, moveTodoToList, removeTodo, renameTodo } from '../../../powersync/mutations/todos.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)
beforeEach(async () => { local = await openLocalDatabase() })
afterEach(() => local.remove())

const todo = (id: string) => db().selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

async function tracked(ids: string[], act: () => Promise<unknown>) {
  const before = await readRows(db(), 'todos', ids)
  await act()
  return changesBetween('todos', before, await readRows(db(), 'todos', ids))
}

test('what was done is taken back and done again, column by column', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk', { labels: ['dairy'] })
  const changes = await tracked([id], async () => {
    await renameTodo(db(), id, 'Oat milk')
    await editTodo(db(), id, { labels: [], priority: 2 })
    await completeTodo(db(), 'me', id)
  })
  expect(await revertChanges(db(), changes, 'back')).toEqual([])
  expect(await todo(id)).toMatchObject({ title: 'Milk', labels: '["dairy"]', priority: 0, completed_at: null, completed_by: null })
  expect(await revertChanges(db(), changes, 'forth')).toEqual([])
  expect(await todo(id)).toMatchObject({ title: 'Oat milk', labels: '[]', priority: 2, completed_by: 'me' })
})

test('what somebody changed since stays as it is, and the rest is taken back', async () => {
  const [milk, eggs] = [await addTodo(db(), 'me', 'list', 'Milk'), await addTodo(db(), 'me', 'list', 'Eggs')]
  const changes = await tracked([milk, eggs], async () => {
    await editTodo(db(), milk, { priority: 1, dueOn: '2026-11-27' })
    await editTodo(db(), eggs, { priority: 1 })
  })
  await editTodo(db(), milk, { priority: 3 })
  expect(await revertChanges(db(), changes, 'back')).toEqual(['Milk'])
  expect(await todo(milk)).toMatchObject({ priority: 3, due_on: null })
  expect(await todo(eggs)).toMatchObject({ priority: 0 })
})

test('a time that came back from the server in its own spelling is the same time', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk')
  const changes = await tracked([id], () => completeTodo(db(), 'me', id))
  const { completed_at: at } = await todo(id)
  await db().updateTable('todos').set({ completed_at: at!.replace('Z', '000Z') }).where('id', '=', id).execute()
  expect(await revertChanges(db(), changes, 'back')).toEqual([])
  expect((await todo(id)).completed_at).toBeNull()
})

test('a new row goes to the trash and comes back, unless somebody worked on it since', async () => {
  const [milk, eggs] = [await addTodo(db(), 'me', 'list', 'Milk'), await addTodo(db(), 'me', 'list', 'Eggs')]
  const changes = changesBetween('todos', new Map(), await readRows(db(), 'todos', [milk, eggs]))
  await renameTodo(db(), eggs, 'Six eggs')
  expect(await revertChanges(db(), changes, 'back')).toEqual(['Eggs'])
  expect((await todo(milk)).deleted_at).not.toBeNull()
  expect((await todo(eggs)).deleted_at).toBeNull()
  await revertChanges(db(), changes, 'forth')
  expect((await todo(milk)).deleted_at).toBeNull()
})

test('a deleted and a moved todo come back where they were, and a row that is gone is named', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk')
  const { position } = await todo(id)
  const moved = await tracked([id], () => moveTodoToList(db(), 'me', id, 'other'))
  const removed = await tracked([id], () => removeTodo(db(), id))
  await revertChanges(db(), removed, 'back')
  await revertChanges(db(), moved, 'back')
  expect(await todo(id)).toMatchObject({ list_id: 'list', position, deleted_at: null })
  await db().deleteFrom('todos').where('id', '=', id).execute()
  expect(await revertChanges(db(), removed, 'forth')).toEqual(['Milk'])
})
