import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import TrashScreen from '~/components/trash/TrashScreen.vue'
import { useLists } from '~/composables/useLists'
import { useTodos } from '~/composables/useTodos'
import { daysLeft } from '~/composables/useTrash'
import { removeList } from '~/powersync/mutations/lists'
import { removeTodo } from '~/powersync/mutations/todos'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openTrash() {
  const { database, db } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const listId = await lists.create({ name: 'Garden', icon: 'leaf', color: 'teal' })
  const todos = await useInComponent(database, () => useTodos(listId))
  const todoId = await todos.add('Prune the roses')
  const screen = await onScreen(database, TrashScreen)
  close = () => screen.wrapper.unmount()
  return { ...screen, db, lists, todos, listId, todoId }
}

test('an empty trash says what it is for', async () => {
  const { text } = await openTrash()
  await eventually(() => expect(text()).toContain('The trash is empty'))
})

test('a deleted todo goes back to where it was', async () => {
  const { db, todos, todoId, labelled, text } = await openTrash()
  await removeTodo(db, todoId)
  await eventually(() => expect(text()).toMatch(/Prune the roses\s*Garden\s*Deleted today/))
  labelled('Restore Prune the roses').click()
  await eventually(() => expect(todos.open.value.map(todo => todo.title)).toEqual(['Prune the roses']))
  await eventually(() => expect(text()).toContain('The trash is empty'))
})

test('a deleted list says who deleted it and comes back with its todos', async () => {
  const { db, lists, listId, labelled, text } = await openTrash()
  await removeList(db, listId)
  await eventually(() => expect(text()).toMatch(/with its todo\s*Deleted today by you/))
  labelled('Restore Garden').click()
  await eventually(() => expect(lists.lists.value).toMatchObject([{ name: 'Garden', openCount: 1 }]))
})

test('a todo of a deleted list brings its list back, and says so before', async () => {
  const { db, lists, listId, todos, todoId, labelled, text } = await openTrash()
  await removeTodo(db, todoId)
  await removeList(db, listId)
  await eventually(() => expect(text()).toContain('Garden, which is deleted too and comes back with it'))
  labelled('Restore Prune the roses').click()
  await eventually(() => expect(lists.lists.value.map(list => list.name)).toEqual(['Garden']))
  await eventually(() => expect(todos.open.value).toHaveLength(1))
})

test('who may not restore something is told who can', async () => {
  const { db, listId, todoId, text, wrapper } = await openTrash()
  await db.insertInto('list_members').values({ id: 'm1', list_id: listId, user_id: 'guest', role: 'viewer' } as never).execute()
  await removeTodo(db, todoId)
  await eventually(() => expect(text()).toContain('You can look at its list, but not change it.'))
  await removeList(db, listId)
  await eventually(() => expect(text()).toContain('The list’s owner can restore it.'))
  expect(text()).toContain('Only its owner can restore it.')
  expect(wrapper.findAll('button')).toHaveLength(0)
})

test('the last of thirty days is counted, and none after it', () => {
  const deleted = '2026-11-01T12:00:00.000Z'
  expect(daysLeft(deleted, new Date('2026-11-01T12:00:01Z'))).toBe(30)
  expect(daysLeft(deleted, new Date('2026-11-30T13:00:00Z'))).toBe(1)
  expect(daysLeft(deleted, new Date('2026-12-09T13:00:00Z'))).toBe(0)
})
