import { expect, test } from 'vitest'
import { duplicateList, duplicateTodos } from '../../../powersync/mutations/duplicate.ts'
import { createList } from '../../../powersync/mutations/lists.ts'
import { moveSubtask, nestTodo, unnestTodo } from '../../../powersync/mutations/subtasks.ts'
import { moveTodosToList } from '../../../powersync/mutations/todos-bulk.ts'
import { addTodo, completeTodo, removeTodo } from '../../../powersync/mutations/todos.ts'
import { selectLists } from '../../../powersync/queries/lists.ts'
import { selectSubtaskCounts, selectSubtasks } from '../../../powersync/queries/subtasks.ts'
import { selectTodos } from '../../../powersync/queries/todos.ts'
import { inboxId, inboxName } from '../../../shared/inbox.ts'
import { useLocalList } from '../../support/local-list.ts'

const { db, list } = useLocalList()

const add = (title: string, parentId?: string) => addTodo(db(), 'me', list(), title, { parentId })
const titles = async (of = list()) => (await selectTodos(db(), of).execute()).map(todo => todo.title)
const below = async (id: string) => (await selectSubtasks(db(), id).execute()).map(todo => todo.title)

test('subtasks stand below their todo in their own order, and the list counts its todos without them', async () => {
  const ferry = await add('Book the ferry')
  const [times, card] = [await add('Compare times', ferry), await add('Pay with the card', ferry)]
  expect(await titles()).toEqual(['Book the ferry'])
  expect(await below(ferry)).toEqual(['Compare times', 'Pay with the card'])
  await moveSubtask(db(), card, { before: times })
  expect(await below(ferry)).toEqual(['Pay with the card', 'Compare times'])
  await completeTodo(db(), 'me', card)
  expect(await selectSubtaskCounts(db(), list()).execute()).toMatchObject([{ id: ferry, total: 2, done: 1 }])
  expect((await selectLists(db(), 'me').execute())[0]?.openCount).toBe(1)
})

test('a todo becomes a subtask and one of its own again, one level deep only', async () => {
  const [ferry, times] = [await add('Book the ferry'), await add('Compare times')]
  await add('Pack')
  expect(await nestTodo(db(), times, ferry)).toBe(true)
  expect(await below(ferry)).toEqual(['Compare times'])
  expect(await nestTodo(db(), ferry, times)).toBe(false)
  expect(await nestTodo(db(), ferry, await add('Another'))).toBe(false)
  await unnestTodo(db(), times)
  expect(await titles()).toEqual(['Book the ferry', 'Compare times', 'Pack', 'Another'])
})

test('a todo goes to another list with its subtasks, and a subtask that goes alone becomes a todo', async () => {
  const other = await createList(db(), 'me', { name: 'Home' })
  const ferry = await add('Book the ferry')
  const times = await add('Compare times', ferry)
  await moveTodosToList(db(), 'me', [ferry], other)
  expect(await titles()).toEqual([])
  expect(await below(ferry)).toEqual(['Compare times'])
  expect(await selectSubtaskCounts(db(), other).execute()).toHaveLength(1)
  await moveTodosToList(db(), 'me', [times], list())
  expect(await titles()).toEqual(['Compare times'])
})

test('a copy stands behind its original with its subtasks, and all of it is open', async () => {
  const ferry = await addTodo(db(), 'me', list(), 'Book the ferry', { labels: ['travel'], dueOn: '2026-11-27', priority: 3 })
  await add('Pack')
  await completeTodo(db(), 'me', await add('Compare times', ferry))
  await removeTodo(db(), await add('Deleted', ferry))
  const [copy = ''] = await duplicateTodos(db(), 'me', [ferry])
  expect(await titles()).toEqual(['Book the ferry', 'Book the ferry', 'Pack'])
  expect((await selectTodos(db(), list()).execute())[1]).toMatchObject({ id: copy, labels: '["travel"]', dueOn: '2026-11-27', priority: 3, number: null })
  expect(await selectSubtasks(db(), copy).execute()).toMatchObject([{ title: 'Compare times', completedAt: null }])
})

test('a copied list is one’s own, with the same look and all of its todos open', async () => {
  const ferry = await add('Book the ferry')
  await completeTodo(db(), 'me', ferry)
  await add('Compare times', ferry)
  const copy = await duplicateList(db(), 'me', list(), 'Garden copy')
  expect((await selectLists(db(), 'me').execute()).map(row => row.name)).toEqual(['Garden', 'Garden copy'])
  const [todo] = await selectTodos(db(), copy).execute()
  expect(todo).toMatchObject({ title: 'Book the ferry', completedAt: null })
  expect(await below(todo!.id)).toEqual(['Compare times'])
})

test('the first todo that goes into the Inbox makes it, the second one does not', async () => {
  const me = '01936f00-0000-7000-8000-0000000000aa'
  const inbox = inboxId(me)
  await addTodo(db(), me, inbox, 'Call the dentist')
  await addTodo(db(), me, inbox, 'Buy stamps')
  expect(await db().selectFrom('lists').select(['id', 'name', 'owner_id']).where('id', '=', inbox).execute()).toEqual([{ id: inbox, name: inboxName, owner_id: me }])
  expect(await titles(inbox)).toEqual(['Call the dentist', 'Buy stamps'])
  const moved = await add('Prune')
  await moveTodosToList(db(), me, [moved], inbox)
  expect(await titles(inbox)).toEqual(['Prune', 'Call the dentist', 'Buy stamps'])
})
