import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { repeatAct } from '../../../powersync/mutations/repeat-act.ts'
import { addTodo, editTodo, renameTodo } from '../../../powersync/mutations/todos.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)
beforeEach(async () => { local = await openLocalDatabase() })
afterEach(() => local.remove())

/** What waits to be sent since the last call. */
async function queued() {
  const batch = await local.database.getCrudBatch()
  await batch?.complete()
  return batch?.crud.map(({ opData, previousValues, metadata }) => ({ data: opData, old: previousValues, metadata })) ?? []
}

async function added(title: string) {
  const id = await addTodo(db(), 'me', 'list', title)
  await queued()
  return id
}

test('the server hears what was seen only where the row has something else by now', async () => {
  const id = await added('Milk')
  await renameTodo(db(), id, 'Oat milk', { title: 'Milk' })
  expect(await queued()).toEqual([{ data: { title: 'Oat milk' }, old: { title: 'Milk' }, metadata: undefined }])
  await renameTodo(db(), id, 'Soy milk', { title: 'Milk' })
  expect(await queued()).toEqual([{ data: { title: 'Soy milk' }, old: { title: 'Oat milk' }, metadata: '{"seen":{"title":"Milk"}}' }])
  await editTodo(db(), id, { dueOn: '2026-12-01', labels: [] }, { due_on: '2026-11-30', labels: '[]' })
  expect(await queued()).toMatchObject([{ data: { due_on: '2026-12-01' }, metadata: '{"seen":{"due_on":"2026-11-30","labels":"[]"}}' }])
})

test('a row that is as wished already is not written, whatever was seen', async () => {
  const id = await added('Milk')
  await renameTodo(db(), id, 'Milk', { title: 'Water' })
  expect(await queued()).toEqual([])
})

test('an act that is done again later says what its author saw then, todo by todo', async () => {
  const [milk, eggs] = [await added('Milk'), await added('Eggs')]
  await editTodo(db(), eggs, { priority: 1 })
  await queued()
  const seen = { [milk]: { title: 'Milk', priority: 0 }, [eggs]: { title: 'Eggs', priority: 0 } }
  await repeatAct(db(), { id: '1', owner: 'me', edited: { ids: [milk, eggs], changes: { priority: 3 }, seen } })
  expect(await queued()).toMatchObject([{ old: { priority: 0 }, metadata: undefined }, { old: { priority: 1 }, metadata: expect.stringContaining('"priority":0') }])
})
