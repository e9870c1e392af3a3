import type { TestDatabase } from '../../support/server-database.ts'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDatabase } from '../../support/server-database.ts'
import { makeList, makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())

it('a refused change of several operations on one row is one decision for its author', async () => {
  const ann = await makePerson(database.db, 'Ann')
  const bob = await makePerson(database.db, 'Bob')
  const listId = await makeList(ann)
  const id = uuidv7()
  // Adding a todo behind another one, as the app does it.
  await bob.send(
    { op: 'PUT', table: 'todos', id, data: { list_id: listId, title: 'Eggs', position: 'a0' } },
    { op: 'PATCH', table: 'todos', id, data: { position: 'a1' } },
  )
  expect(await edits(bob.userId)).toEqual([
    { op: 'PUT', data: { list_id: listId, title: 'Eggs', position: 'a0' } },
    { op: 'PATCH', data: { position: 'a1' }, together_with: { table: 'todos', row_id: id } },
  ])
})

it('the operation with the refused value is the one that stands for the change', async () => {
  const ann = await makePerson(database.db, 'Ann')
  const id = await makeTodo(ann, await makeList(ann))
  await ann.send(
    { op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' } },
    { op: 'PATCH', table: 'todos', id, data: { due_on: 'some day' } },
  )
  expect(await edits(ann.userId)).toEqual([
    { op: 'PATCH', data: { title: 'Oat milk' }, together_with: { table: 'todos', row_id: id } },
    { op: 'PATCH', data: { due_on: 'some day' } },
  ])
})

it('says why by a key, for each to read in their language, and in English besides', async () => {
  const ann = await makePerson(database.db, 'Ann')
  const listId = await makeList(ann)
  // Cut where a character of two halves stands: what is left of it must still be text that can be kept.
  const title = `${'x'.repeat(79)}🌱 seeds`
  const [gone, other] = [await makeTodo(ann, listId, title), await makeTodo(ann, listId)]
  await ann.send({ op: 'PATCH', table: 'todos', id: gone, data: { deleted_at: '2026-01-02T03:04:05Z' } })
  await ann.send(
    { op: 'PATCH', table: 'todos', id: other, data: { title: 'Oat milk' } },
    { op: 'PATCH', table: 'todos', id: gone, data: { title: 'Seeds' } },
  )
  const cut = `${'x'.repeat(79)}\ufffd`
  expect(await database.db.selectFrom('write_problems').select(['message', 'reason']).where('user_id', '=', ann.userId).orderBy('id').execute()).toEqual([
    {
      message: `This was one change with another that was refused: “${cut}” was deleted meanwhile. Restore it to change it.`,
      reason: { key: 'todoDeleted', values: { title: cut }, together: true },
    },
    { message: `“${cut}” was deleted meanwhile. Restore it to change it.`, reason: { key: 'todoDeleted', values: { title: cut } } },
  ])
})

async function edits(userId: string) {
  const rows = await database.db.selectFrom('write_problems').select('client_value').where('user_id', '=', userId).orderBy('id').execute()
  return rows.map(row => row.client_value)
}
