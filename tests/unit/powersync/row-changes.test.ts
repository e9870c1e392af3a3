import type { Database } from '../../../powersync/kysely.ts'
import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { changesBetween, readRows, revertChanges } from '../../../powersync/mutations/row-changes.ts'
import { moveTodosToList } from '../../../powersync/mutations/todos-bulk.ts'
import { addTodo, completeTodo, editTodo, removeTodo, renameTodo } from '../../../powersync/mutations/todos.ts'
import { editTracked } from '../../../powersync/mutations/tracked-edit.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)
beforeEach(async () => { local = await openLocalDatabase() })
afterEach(() => local.remove())

const todo = (id: string) => db().selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const tracked = (ids: string[], act: (tx: Database) => Promise<unknown>) => editTracked(db(), { todos: ids }, act)

test('what was done is taken back and done again, column by column', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk', { labels: ['dairy'] })
  const changes = await tracked([id], async (tx) => {
    await renameTodo(tx, id, 'Oat milk')
    await editTodo(tx, id, { labels: [], priority: 2 })
    await completeTodo(tx, 'me', id)
  })
  expect(await revertChanges(db(), changes, 'back')).toEqual([])
  expect(await todo(id)).toMatchObject({ title: 'Milk', labels: '["dairy"]', priority: 0, completed_at: null, completed_by: null })
  expect(await revertChanges(db(), changes, 'forth')).toEqual([])
  expect(await todo(id)).toMatchObject({ title: 'Oat milk', labels: '[]', priority: 2, completed_by: 'me' })
})

test('what somebody changed since stays as it is, and the rest is taken back', async () => {
  const [milk, eggs] = [await addTodo(db(), 'me', 'list', 'Milk'), await addTodo(db(), 'me', 'list', 'Eggs')]
  const changes = await tracked([milk, eggs], async (tx) => {
    await editTodo(tx, milk, { priority: 1, dueOn: '2026-11-27' })
    await editTodo(tx, eggs, { priority: 1 })
  })
  await editTodo(db(), milk, { priority: 3 })
  expect(await revertChanges(db(), changes, 'back')).toEqual(['Milk'])
  expect(await todo(milk)).toMatchObject({ priority: 3, due_on: null })
  expect(await todo(eggs)).toMatchObject({ priority: 0 })
})

test('a time that came back from the server in its own spelling is the same time', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk')
  const changes = await tracked([id], tx => completeTodo(tx, 'me', id))
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
  const moved = await tracked([id], tx => moveTodosToList(tx, 'me', [id], 'other'))
  const removed = await tracked([id], tx => removeTodo(tx, id))
  await revertChanges(db(), removed, 'back')
  await revertChanges(db(), moved, 'back')
  expect(await todo(id)).toMatchObject({ list_id: 'list', position, deleted_at: null })
  await db().deleteFrom('todos').where('id', '=', id).execute()
  expect(await revertChanges(db(), removed, 'forth')).toEqual(['Milk'])
})

test('what somebody else changes at the same time is not taken for the act’s doing, and stays when the act is taken back', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk')
  let theirs: Promise<void> | undefined
  const changes = await tracked([id], async (tx) => {
    theirs = renameTodo(db(), id, 'Oat milk')
    await completeTodo(tx, 'me', id)
  })
  await theirs
  expect(changes).toMatchObject([{ before: { completed_at: null } }])
  expect(changes[0]?.before).not.toHaveProperty('title')
  expect(await revertChanges(db(), changes, 'back')).toEqual([])
  expect(await todo(id)).toMatchObject({ title: 'Oat milk', completed_at: null })
})

test('an act that fails half way leaves nothing behind', async () => {
  const id = await addTodo(db(), 'me', 'list', 'Milk')
  await expect(tracked([id], async (tx) => {
    await renameTodo(tx, id, 'Oat milk')
    throw new Error('no')
  })).rejects.toThrow('no')
  expect(await todo(id)).toMatchObject({ title: 'Milk' })
})
