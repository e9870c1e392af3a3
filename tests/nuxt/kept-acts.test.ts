import { expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { kyselyOf } from '~/powersync/kysely'
import { completeTodo, renameTodo } from '~/powersync/mutations/todos'
import { holdWrites, keptTitles, newTab, saved, start, useEmptyBrowser } from './kept'
import { openForTest, useInComponent } from './local'
import { eventually } from './components/on-screen'

useEmptyBrowser()
const asAccount = (id: string) => localStorage.setItem('driftless:account', JSON.stringify({ id, name: 'Mina', email: 'mina@example.com' }))

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
  await renameTodo(kyselyOf(database), id, 'Oat milk')
  localStorage.setItem(`driftless:ahead:gone:${id}`, JSON.stringify({ id, owner: 'guest', added: { listId: 'list', title: 'Milk', options: { id } } }))
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  expect(await saved(database)).toEqual(['Oat milk'])
})

test('edits that a page showed are made at the next start, and those that are made already are not made again', async () => {
  const { database } = await openForTest()
  const { todos } = await newTab(database)
  const [milk, eggs] = [await todos.add('Milk'), await todos.add('Eggs')]
  await completeTodo(kyselyOf(database), 'guest', eggs)
  const [before] = await database.getAll<{ completed_at: string }>('SELECT completed_at FROM todos WHERE id = ?', [eggs])
  const { keepAct } = await import('~/composables/todo/kept-acts')
  keepAct({ id: '1', owner: 'guest', edited: { ids: [milk], changes: { title: 'Oat milk', dueOn: '2026-12-01' } } })
  keepAct({ id: '2', owner: 'guest', edited: { ids: [milk, eggs], changes: { isCompleted: true } } })
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  const rows = await database.getAll('SELECT title, due_on, completed_at FROM todos ORDER BY position')
  expect(rows).toEqual([{ title: 'Oat milk', due_on: '2026-12-01', completed_at: expect.any(String) }, { title: 'Eggs', due_on: null, ...before }])
})

test('an edit says what its author saw, made at once or at the next start: what somebody else wrote in between is not replaced untold', async () => {
  asAccount('mina')
  vi.doMock('~/composables/useMe', () => ({ useMe: () => shallowRef('mina') }))
  const { database } = await openForTest()
  const { useTodos } = await import('~/composables/useTodos')
  const { useTodoEdits } = await import('~/composables/useTodoEdits')
  const { todos, rename } = await useInComponent(database, () => {
    const todos = useTodos('list')
    return { todos, ...useTodoEdits({ find: id => todos.open.value.find(todo => todo.id === id), beforeLeaving: () => {} }) }
  })
  const id = await todos.add('Milk')
  await eventually(() => expect(todos.open.value).toHaveLength(1))
  await renameTodo(kyselyOf(database), id, 'Oat milk')
  const release = await holdWrites(database)
  const renamed = rename(id, 'Soy milk', 'Milk')
  const [[key, act] = []] = Object.entries(localStorage).filter(([key]) => key.startsWith('driftless:ahead:'))
  release()
  await renamed
  await renameTodo(kyselyOf(database), id, 'Rice milk')
  localStorage.setItem(String(key).replace(/ahead:[^:]+/, 'ahead:gone'), String(act))
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  const batch = await database.getCrudBatch()
  expect(batch?.crud.slice(1).map(({ opData, metadata }) => [opData?.title, metadata])).toEqual([
    ['Oat milk', undefined], ['Soy milk', '{"seen":{"title":"Milk"}}'], ['Rice milk', undefined], ['Soy milk', '{"seen":{"title":"Milk"}}'],
  ])
  vi.doUnmock('~/composables/useMe')
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
