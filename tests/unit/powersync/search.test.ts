import { expect, test } from 'vitest'
import { createList, removeList } from '../../../powersync/mutations/lists.ts'
import { addTodo, completeTodo, removeTodo } from '../../../powersync/mutations/todos.ts'
import { searchPatterns, selectMatchingTodos } from '../../../powersync/queries/search.ts'
import { useLocalList } from '../../support/local-list.ts'

const { db, list } = useLocalList()

const add = (title: string, options: { listId?: string, parentId?: string } = {}) => addTodo(db(), 'me', options.listId ?? list(), title, { parentId: options.parentId })
const found = async (words: string) => (await selectMatchingTodos(db(), 'me', searchPatterns(words)).execute()).map(todo => todo.title)

test('a search answers open todos first, then those that begin with the words, then by title', async () => {
  for (const title of ['The apple tree', 'apples', 'Zest of an apple', 'Apple juice', 'Pears']) await add(title)
  for (const title of ['apple cake', 'An apple a day']) await completeTodo(db(), 'me', await add(title))
  expect(await found('apple')).toEqual(['Apple juice', 'apples', 'The apple tree', 'Zest of an apple', 'apple cake', 'An apple a day'])
})

test('every word has to be in the title, in any order, and % and _ stand for themselves', async () => {
  for (const title of ['Pay 50% of the rent', 'The rent, 50 of it', 'rent_a_car', 'rental car']) await add(title)
  expect(await found('rent 50')).toEqual(['Pay 50% of the rent', 'The rent, 50 of it'])
  expect(await found('50% rent')).toEqual(['Pay 50% of the rent'])
  expect(await found('rent_')).toEqual(['rent_a_car'])
})

test('what is in the trash is not found: a todo, the subtasks of one, the todos of a list; nor is what is in lists of others', async () => {
  const [ferry, gone] = [await add('Book the ferry'), await createList(db(), 'me', { name: 'Gone' })]
  await add('Ferry times', { parentId: ferry })
  await add('Ferry card', { listId: gone })
  await add('Ferry of others', { listId: await createList(db(), 'somebody', { name: 'Theirs' }) })
  expect(await found('ferry')).toEqual(['Ferry card', 'Ferry times', 'Book the ferry'])
  await removeList(db(), gone)
  await removeTodo(db(), ferry)
  expect(await found('ferry')).toEqual([])
})

test('of many a search answers the first twenty', async () => {
  for (let number = 10; number < 40; number++) await add(`Todo ${number}`)
  await add('A todo')
  expect(await found('todo')).toEqual(Array.from({ length: 20 }, (_, index) => `Todo ${10 + index}`))
})
