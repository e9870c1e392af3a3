import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { editWords } from '~/composables/sync/edit-words'
import { english } from '../../support/words'
import { keepEditTimes } from '~/powersync/edit-times'
import { kyselyOf } from '~/powersync/kysely'
import { createList } from '~/powersync/mutations/lists'
import { addTodo, completeTodo, editTodo, removeTodo, renameTodo, reopenTodo, restoreTodo } from '~/powersync/mutations/todos'
import { placeTodos } from '~/powersync/mutations/todos-bulk'
import { readWaitingEdits } from '~/powersync/queries/waiting-edits'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)
const waiting = (limit = 100) => readWaitingEdits(local.database, limit)
const words = async () => (await waiting()).map(edit => editWords(edit.groups, english.t))

beforeEach(async () => {
  local = await openLocalDatabase()
  await keepEditTimes(local.database)
})
afterEach(() => local.remove())

test('what waits is told in the words of who did it, in the order in which it is sent', async () => {
  const list = await createList(db(), 'mina', { name: 'Cabin weekend' })
  const ferry = await addTodo(db(), 'mina', list, 'Book a ferry')
  const wood = await addTodo(db(), 'mina', list, 'Firewood', { after: ferry })
  await renameTodo(db(), ferry, 'Book the ferry')
  await completeTodo(db(), 'mina', ferry)
  await reopenTodo(db(), ferry)
  await editTodo(db(), ferry, { dueOn: '2026-11-27' })
  await editTodo(db(), ferry, { priority: 3, labels: ['travel'] })
  await placeTodos(db(), list, [wood], { before: ferry })
  await removeTodo(db(), wood)
  await restoreTodo(db(), wood)
  await db().updateTable('lists').set({ name: 'Cabin' }).where('id', '=', list).execute()
  expect(await words()).toEqual([
    'Made the list “Cabin weekend”', 'Added “Book a ferry” to Cabin', 'Added “Firewood” to Cabin', 'Renamed “Book the ferry”', 'Completed “Book the ferry”',
    'Reopened “Book the ferry”', 'Changed the date of “Book the ferry”', 'Changed “Book the ferry”', 'Moved “Firewood”', 'Deleted “Firewood”', 'Brought “Firewood” back',
    'Renamed the list “Cabin”',
  ])
})

test('many rows of one edit are one line', async () => {
  await local.database.writeTransaction(async (tx) => {
    await tx.execute(`INSERT INTO lists (id, name) VALUES ('list', 'Cabin')`)
    for (let index = 0; index < 1_200; index += 1) await tx.execute(`INSERT INTO todos (id, list_id, title) VALUES (?, 'list', ?)`, [`todo-${index}`, `Todo ${index}`])
  })
  await local.database.execute(`UPDATE todos SET completed_at = '2026-11-20T10:00:00Z'`)
  await local.database.execute(`DELETE FROM todos WHERE id = 'todo-7'`)
  expect(await words()).toEqual(['Added 1 list and 1,200 todos', 'Completed 1,200 todos', 'Deleted a todo for good'])
})

test('of a long queue the oldest are read', async () => {
  const list = await createList(db(), 'mina', { name: 'Cabin' })
  for (const title of ['a', 'b', 'c']) await addTodo(db(), 'mina', list, title)
  expect((await waiting(2)).map(edit => editWords(edit.groups, english.t))).toEqual(['Made the list “Cabin”', 'Added “a” to Cabin'])
})

test('an edit knows when it was made, also after the database was opened again, until it has left', async () => {
  const before = Date.now()
  await createList(db(), 'mina', { name: 'Cabin' })
  await keepEditTimes(local.database)
  const [{ madeAt } = { madeAt: null }] = await waiting()
  expect(Date.parse(madeAt ?? '')).toBeGreaterThanOrEqual(before - 1)
  expect(Date.parse(madeAt ?? '')).toBeLessThanOrEqual(Date.now() + 1)

  const transaction = await local.database.getNextCrudTransaction()
  await transaction?.complete()
  expect(await waiting()).toEqual([])
  expect(await local.database.getAll('SELECT * FROM edit_times')).toEqual([])
})

test('edits from before times were kept wait without one', async () => {
  await local.database.execute('DELETE FROM edit_times')
  await local.database.execute('DROP TRIGGER edit_made')
  await createList(db(), 'mina', { name: 'Cabin' })
  expect(await waiting()).toMatchObject([{ madeAt: null }])
})

test('clearing the device clears the times', async () => {
  await createList(db(), 'mina', { name: 'Cabin' })
  await local.database.disconnectAndClear({ clearLocal: true })
  expect(await local.database.getAll('SELECT * FROM edit_times')).toEqual([])
  await createList(db(), 'mina', { name: 'Cabin' })
  expect(await waiting()).toHaveLength(1)
})
