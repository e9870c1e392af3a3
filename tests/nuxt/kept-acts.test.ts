import type { CommonPowerSyncDatabase } from '@powersync/common'
import { locks } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { openForTest, useInComponent } from './local'
import { eventually } from './components/on-screen'

const asAccount = (id: string) => localStorage.setItem('driftless:account', JSON.stringify({ id, name: 'Mina', email: 'mina@example.com' }))
const keptTitles = () => Object.entries(localStorage).filter(([key]) => key.startsWith('driftless:ahead:')).map(([, value]) => JSON.parse(String(value)).added?.title)

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
  // The DOM of these tests has no locks; Node has.
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks)
})
afterEach(() => vi.restoreAllMocks())

async function saved(database: CommonPowerSyncDatabase) {
  return (await database.getAll<{ title: string }>('SELECT title FROM todos ORDER BY position')).map(row => row.title)
}

/** Keeps SQLite from writing until the returned function is called. */
async function holdWrites(database: CommonPowerSyncDatabase): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  await new Promise<void>(held => void database.writeLock(() => {
    held()
    return promise
  }))
  return () => resolve(undefined)
}

/** A page of its own, as each tab and each reload has one. */
async function newTab(database: CommonPowerSyncDatabase) {
  vi.resetModules()
  const { useTodos } = await import('~/composables/useTodos')
  return { todos: await useInComponent(database, () => useTodos('list')) }
}

async function start(database: CommonPowerSyncDatabase) {
  vi.resetModules()
  const { actAgain } = await import('~/plugins/powersync/act-again')
  const shown = shallowRef(database)
  actAgain(shown)
  return shown
}

test('what is added is written down in the moment in which it is shown, and struck out when SQLite has it', async () => {
  const { database } = await openForTest()
  const { todos } = await newTab(database)
  const release = await holdWrites(database)
  const added = [todos.add('Milk'), todos.add('Eggs')]
  expect(todos.open.value.map(todo => todo.title)).toEqual(['Milk', 'Eggs'])
  expect(keptTitles().sort()).toEqual(['Eggs', 'Milk'])
  release()
  await Promise.all(added)
  expect(keptTitles()).toEqual([])
  expect(await saved(database)).toEqual(['Milk', 'Eggs'])
})

test('what a page showed that was gone before SQLite had it is added at the next start, in its order, and once for all tabs', async () => {
  const [{ database: lost }, { database }] = [await openForTest(), await openForTest()]
  const { todos } = await newTab(lost)
  const release = await holdWrites(lost)
  const added = [todos.add('Milk', { first: true, dueOn: '2026-12-01' }), todos.add('Eggs')]
  await Promise.all([start(database), start(database)])
  await eventually(async () => expect(await saved(database)).toEqual(['Milk', 'Eggs']))
  await eventually(() => expect(keptTitles()).toEqual([]))
  expect(await database.getAll('SELECT due_on FROM todos WHERE title = ?', ['Milk'])).toEqual([{ due_on: '2026-12-01' }])
  release()
  await Promise.all(added)
})

test('what SQLite has had all the same stays as it became since', async () => {
  const { database } = await openForTest()
  const { todos } = await newTab(database)
  const id = await todos.add('Milk')
  await todos.rename(id, 'Oat milk')
  localStorage.setItem(`driftless:ahead:gone:${id}`, JSON.stringify({ id, owner: 'guest', added: { listId: 'list', title: 'Milk', options: { id } } }))
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  expect(await saved(database)).toEqual(['Oat milk'])
})

test('edits that a page showed are made at the next start, and those that are made already are not made again', async () => {
  const { database } = await openForTest()
  const { todos } = await newTab(database)
  const [milk, eggs] = [await todos.add('Milk'), await todos.add('Eggs')]
  await todos.complete(eggs)
  const [before] = await database.getAll<{ completed_at: string }>('SELECT completed_at FROM todos WHERE id = ?', [eggs])
  const { keepAct } = await import('~/composables/todo/kept-acts')
  keepAct({ id: '1', owner: 'guest', edited: { ids: [milk], changes: { title: 'Oat milk', dueOn: '2026-12-01' } } })
  keepAct({ id: '2', owner: 'guest', edited: { ids: [milk, eggs], changes: { isCompleted: true } } })
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  const rows = await database.getAll('SELECT title, due_on, completed_at FROM todos ORDER BY position')
  expect(rows).toEqual([{ title: 'Oat milk', due_on: '2026-12-01', completed_at: expect.any(String) }, { title: 'Eggs', due_on: null, ...before }])
})

test('a tab that lives adds its own, also in the database that takes the place of one that hangs', async () => {
  const [{ database: hanging }, { database }] = [await openForTest(), await openForTest()]
  const { actAgain } = await import('~/plugins/powersync/act-again')
  const { useTodos } = await import('~/composables/useTodos')
  const shown = shallowRef(hanging)
  actAgain(shown)
  const todos = await useInComponent(hanging, () => useTodos('list'))
  const release = await holdWrites(hanging)
  const added = todos.add('Milk')
  shown.value = database
  await eventually(async () => expect(await saved(database)).toEqual(['Milk']))
  expect(keptTitles()).toEqual([])
  release()
  await added
})

test('another account is given nothing of it, and signing out leaves nothing', async () => {
  asAccount('mina')
  const { database } = await openForTest()
  const { forgetActs, keepAct } = await import('~/composables/todo/kept-acts')
  keepAct({ id: 'a', owner: 'mina', added: { listId: 'list', title: 'Milk', options: {} } })
  keepAct({ id: 'b', owner: 'jon', added: { listId: 'list', title: 'Of a tab that has not heard of it', options: {} } })
  expect(keptTitles()).toEqual(['Milk'])
  asAccount('jon')
  await start(database)
  await database.writeLock(async () => undefined)
  expect(await saved(database)).toEqual([])
  forgetActs()
  expect(keptTitles()).toEqual([])
})

test('what a guest did and the guest’s database does not have is not forgotten by signing up: it goes along with the rest', async () => {
  const { database } = await openForTest()
  const { todos } = await newTab(database)
  const milk = await todos.add('Milk')
  const { forgetActs, keepAct } = await import('~/composables/todo/kept-acts')
  keepAct({ id: '1', owner: 'guest', edited: { ids: [milk], changes: { isCompleted: true } } })
  localStorage.setItem('driftless:ahead:gone:2', JSON.stringify({ id: '2', owner: 'guest', added: { listId: 'list', title: 'Eggs', options: { id: '2' } } }))

  asAccount('mina')
  forgetActs()
  const { finishGuestActs } = await import('~/plugins/powersync/act-again')
  await finishGuestActs(database)
  expect(await database.getAll('SELECT title, completed_at IS NOT NULL AS done FROM todos ORDER BY position')).toEqual([{ title: 'Milk', done: 1 }, { title: 'Eggs', done: 0 }])
  expect(keptTitles()).toEqual([])
})
