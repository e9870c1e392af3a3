import type { CommonPowerSyncDatabase } from '@powersync/common'
import { expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { eventually } from './components/on-screen'
import { holdWrites, kept, keptTitles, newTab, saved, start, useEmptyBrowser } from './kept'
import { openForTest, useInComponent } from './local'

useEmptyBrowser()

test('what a page showed moved, and never reached SQLite, is moved at the next start: into another list, among others, and lists too', async () => {
  const { database } = await openForTest()
  const { lists, named, screen } = await boardOf(database, ['Milk', 'Eggs', 'Bread', 'Tea'])
  const [, eggs, , tea] = screen.todos.open.value
  const release = await holdWrites(database)
  const acts = [screen.bulk.moveTo([eggs!.id], lists.house), screen.bulk.place([tea!.id], 0), screen.acts.place(named('House'), [named('Garden'), named('House')], 0)]
  expect(screen.todos.open.value.map(todo => todo.title)).toEqual(['Milk', 'Bread', 'Tea'])
  const left = kept()
  expect(left).toHaveLength(3)
  release()
  await Promise.all(acts)
  expect(keptTitles()).toEqual([])

  // The same in a database that has none of it, as after a page that died.
  await screen.undoAll()
  expect(await saved(database)).toEqual(['Milk', 'Eggs', 'Bread', 'Tea'])
  await eventually(() => expect(screen.names()).toEqual(['Garden', 'House']))
  for (const [key, value] of left) localStorage.setItem(key.replace(/ahead:[^:]+/, 'ahead:gone'), value)
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  const rows = await database.getAll<{ title: string, list_id: string }>('SELECT title, list_id FROM todos ORDER BY list_id, position')
  expect(rows.filter(row => row.list_id === lists.house).map(row => row.title)).toEqual(['Eggs'])
  expect(rows.filter(row => row.list_id === lists.garden).map(row => row.title)).toEqual(['Tea', 'Milk', 'Bread'])
  await eventually(() => expect(screen.names()).toEqual(['House', 'Garden']))
})

test('a move that was made already, or overtaken by another, is not made again', async () => {
  const { database } = await openForTest()
  const { lists, screen } = await boardOf(database, ['Milk', 'Eggs', 'Bread'])
  const [milk, eggs, bread] = screen.todos.open.value.map(todo => todo.id)
  await screen.bulk.moveTo([milk!], lists.house)
  await database.execute('DELETE FROM ps_crud')
  const { keepAct } = await import('~/composables/todo/kept-acts')
  keepAct({ id: '1', owner: 'guest', taken: { ids: [milk!], from: [lists.garden], to: lists.garden } })
  keepAct({ id: '1a', owner: 'guest', taken: { ids: [eggs!], from: [lists.garden], to: 'deleted' } })
  keepAct({ id: '2', owner: 'guest', placed: { listId: lists.garden, parentId: null, ids: [milk!], to: { after: bread! } } })
  keepAct({ id: '3', owner: 'guest', placed: { listId: lists.garden, parentId: null, ids: [bread!], to: { after: eggs! } } })
  keepAct({ id: '4', owner: 'guest', placed: { listId: lists.garden, parentId: null, ids: [bread!], to: { before: 'deleted' } } })
  keepAct({ id: '5', owner: 'guest', placedList: { id: 'deleted', to: { before: lists.house } } })
  await start(database)
  await eventually(() => expect(keptTitles()).toEqual([]))
  expect(await database.getAll('SELECT data FROM ps_crud')).toEqual([])
})

test('subtasks are shown as a person edits them, and those edits are kept like all others', async () => {
  const { database } = await openForTest()
  const { useSubtasks } = await import('~/composables/useSubtasks')
  const { todos } = await newTab(database)
  const trip = await todos.add('Trip')
  const subtasks = await useInComponent(database, () => useSubtasks(() => trip, () => 'list'))
  await subtasks.add(['Pack', 'Pay', 'Go'])
  await eventually(() => expect(subtasks.subtasks.value).toHaveLength(3))
  const [pack, pay, go] = subtasks.subtasks.value
  const release = await holdWrites(database)
  const acts = [subtasks.rename(pack!.id, 'Pack light', 'Pack'), subtasks.toggle(pack!), subtasks.remove(pay!), subtasks.place(go!, 0)]
  expect(subtasks.subtasks.value).toMatchObject([{ title: 'Pack light', completedAt: expect.any(String) }, { title: 'Go' }])
  expect(subtasks.doneCount.value).toBe(1)
  expect(keptTitles()).toHaveLength(4)
  release()
  await Promise.all(acts)
  expect(keptTitles()).toEqual([])
  const rows = await database.getAll('SELECT title FROM todos WHERE parent_id = ? AND deleted_at IS NULL ORDER BY position', [trip])
  expect(rows).toEqual([{ title: 'Go' }, { title: 'Pack light' }])
})

/** Two lists, and the screen of the first, with these todos in it. */
async function boardOf(database: CommonPowerSyncDatabase, titles: readonly string[]) {
  vi.resetModules()
  const { useTodos } = await import('~/composables/useTodos')
  const { useLists } = await import('~/composables/useLists')
  const { useTodoBoard } = await import('~/composables/useTodoBoard')
  const { useBulkEdits } = await import('~/composables/useBulkEdits')
  const { useListActs } = await import('~/composables/useListActs')
  const { useSteps } = await import('~/composables/useSteps')
  const { create, ...shown } = await useInComponent(database, () => useLists())
  const lists = { garden: await create({ name: 'Garden' }), house: await create({ name: 'House' }) }
  const screen = await useInComponent(database, () => {
    const todos = useTodos(lists.garden)
    const board = useTodoBoard(shallowRef(null), { groups: () => [todos.open.value], canSelect: () => true, focusElsewhere: () => undefined })
    return { todos, bulk: useBulkEdits(board, () => lists.garden), acts: useListActs(), steps: useSteps() }
  })
  for (const title of titles) await screen.todos.add(title)
  await eventually(() => expect(shown.lists.value).toHaveLength(2))
  await eventually(() => expect(screen.todos.open.value).toHaveLength(titles.length))
  return {
    lists,
    named: (name: string) => shown.lists.value.find(list => list.name === name)!,
    screen: {
      ...screen,
      names: () => shown.lists.value.map(list => list.name),
      undoAll: async () => { for (let outcome = await screen.steps.undo(); outcome; outcome = await screen.steps.undo()); },
    },
  }
}
