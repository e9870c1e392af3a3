import { expect, test, vi } from 'vitest'
import { useList } from '~/composables/useList'
import { useLists } from '~/composables/useLists'
import { useTodos } from '~/composables/useTodos'
import { useWriteProblems } from '~/composables/useWriteProblems'
import { removeList, renameList, restoreList } from '~/powersync/mutations/lists'
import { completeTodo, renameTodo, reopenTodo } from '~/powersync/mutations/todos'
import { openForTest, useInComponent } from './local'

test('a list that is made appears, is renamed, goes to the trash and comes back', async () => {
  const { database, db } = await openForTest()
  const { lists, isLoading, create } = await useInComponent(database, useLists)
  await vi.waitFor(() => expect(isLoading.value).toBe(false))
  expect(lists.value).toEqual([])

  const id = await create({ name: 'Garden', color: 'teal' })
  await vi.waitFor(() => expect(lists.value).toMatchObject([{ id, name: 'Garden', color: 'teal', role: 'owner', memberCount: 1, isWaiting: true }]))
  await renameList(db, id, 'Orchard')
  await vi.waitFor(() => expect(lists.value[0]?.name).toBe('Orchard'))
  await removeList(db, id)
  await vi.waitFor(() => expect(lists.value).toEqual([]))
  await restoreList(db, id)
  await vi.waitFor(() => expect(lists.value).toHaveLength(1))
})

test('a list is among the lists when its making is done, and so is a copy: whoever goes there is not told that there is none', async () => {
  const { database } = await openForTest()
  const { lists, isLoading, create, duplicate } = await useInComponent(database, useLists)
  await vi.waitFor(() => expect(isLoading.value).toBe(false))
  const id = await create({ name: 'Garden' })
  expect(lists.value.map(list => list.id)).toEqual([id])
  const copy = await duplicate(id, 'Garden 2')
  expect(lists.value.map(list => list.id)).toEqual([id, copy])
})

test('a todo goes from open to completed and back, and waits until the server confirms', async () => {
  const { database, db } = await openForTest()
  const { create, open, completed, add } = await useInComponent(database, () => ({ ...useLists(), ...useTodos('list') }))
  await create({ name: 'Garden' })
  const id = await add('Water the roses', { labels: ['evening'], dueOn: '2026-11-21', priority: 2 })
  await vi.waitFor(() => expect(open.value).toMatchObject([{ id, title: 'Water the roses', labels: ['evening'], dueOn: '2026-11-21', priority: 2, isWaiting: true }]))
  await completeTodo(db, 'guest', id)
  await vi.waitFor(() => expect(completed.value.map(todo => todo.id)).toEqual([id]))
  expect(open.value).toEqual([])
  await reopenTodo(db, id)
  await vi.waitFor(() => expect(open.value).toHaveLength(1))
})

test('a row that did not change keeps its identity, so that only what changed is drawn again', async () => {
  const { database, db } = await openForTest()
  const { open, add } = await useInComponent(database, () => useTodos('list'))
  const first = await add('a')
  await add('b')
  await vi.waitFor(() => expect(open.value.map(todo => todo.isWaiting)).toEqual([true, true]))
  const [, before] = open.value
  await renameTodo(db, first, 'A')
  await vi.waitFor(() => expect(open.value.map(todo => todo.title)).toEqual(['A', 'b']))
  expect(open.value[1]).toBe(before)
})

test('the members of a list come with their names, the owner first', async () => {
  const { database, db } = await openForTest()
  await db.insertInto('lists').values({ id: 'list', name: 'Garden' } as never).execute()
  await db.insertInto('list_members').values([
    { id: 'm1', list_id: 'list', user_id: 'guest', role: 'editor' },
    { id: 'm2', list_id: 'list', user_id: 'grace', role: 'owner' },
  ] as never).execute()
  await db.insertInto('profiles').values({ id: 'grace', name: 'Grace', color: 'rose' } as never).execute()
  const { list, members } = await useInComponent(database, () => useList('list'))
  await vi.waitFor(() => expect(members.value).toMatchObject([
    { id: 'm2', name: 'Grace', color: 'rose', role: 'owner', isMe: false },
    { id: 'm1', role: 'editor', isMe: true },
  ]))
  await vi.waitFor(() => expect(list.value).toMatchObject({ role: 'editor', memberCount: 2 }))
})

test('a refused edit marks its row until its author has decided', async () => {
  const { database, db } = await openForTest()
  const { open, add, problems, dismiss } = await useInComponent(database, () => ({ ...useTodos('list'), ...useWriteProblems() }))
  const id = await add('Water the roses')
  await db.insertInto('write_problems').values({
    id: 'p', user_id: 'guest', kind: 'refused', table_name: 'todos', row_id: id, code: 'role_too_low', message: 'Only editors can do this.',
    client_value: '"Water them all"', created_at: '2026-11-20T10:00:00Z',
  } as never).execute()
  await vi.waitFor(() => expect(open.value[0]).toMatchObject({ problem: 'refused', problemId: 'p' }))
  await vi.waitFor(() => expect(problems.value).toMatchObject([{ clientValue: 'Water them all', title: 'Water the roses' }]))
  await dismiss('p')
  await vi.waitFor(() => expect(open.value[0]?.problem).toBeNull())
})
