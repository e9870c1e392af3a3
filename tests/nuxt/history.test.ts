import { afterEach, expect, test, vi } from 'vitest'
import { clearNuxtState } from '#imports'
import { useListActs } from '~/composables/useListActs'
import { useLists } from '~/composables/useLists'
import { useToast } from '~/composables/useToast'
import { useTodoEdits } from '~/composables/useTodoEdits'
import { useTodoFamilies } from '~/composables/useTodoFamilies'
import { useTodos } from '~/composables/useTodos'
import { openForTest, useInComponent } from './local'

afterEach(() => clearNuxtState())
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 8_000 })

async function open() {
  const { database, db } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  await todos.add('Milk')
  await todos.add('Eggs')
  await eventually(() => expect(todos.open.value).toHaveLength(2))
  const find = (id: string) => todos.open.value.find(todo => todo.id === id)
  const edits = await useInComponent(database, () => ({ ...useTodoEdits({ find, beforeLeaving: () => {} }), ...useTodoFamilies() }))
  const toast = await useInComponent(database, useToast)
  const titles = () => todos.open.value.map(todo => todo.title)
  const milk = () => todos.open.value.find(todo => /milk/i.test(todo.title))!
  return { database, db, todos, edits, toast, titles, milk }
}

test('edits are taken back one by one, the last first, and done again', async () => {
  const { edits, toast, titles, milk, todos } = await open()
  await edits.rename(milk().id, 'Oat milk', 'Milk')
  await eventually(() => expect(titles()).toEqual(['Oat milk', 'Eggs']))
  await edits.update(milk().id, { priority: 3 })
  await edits.toggle(milk())
  await eventually(() => expect(titles()).toEqual(['Eggs']))
  await toast.undoLast()
  await eventually(() => expect(milk()).toMatchObject({ priority: 3 }))
  await toast.undoLast()
  await eventually(() => expect(milk()).toMatchObject({ priority: 0 }))
  await toast.undoLast()
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs']))
  await toast.redoLast()
  await eventually(() => expect(titles()).toEqual(['Oat milk', 'Eggs']))
  await toast.redoLast()
  await toast.redoLast()
  await eventually(() => expect(todos.completed.value).toMatchObject([{ title: 'Oat milk', priority: 3 }]))
})

test('what is undone in its message is the same step as Ctrl+Z’s: it is not undone twice', async () => {
  const { edits, toast, titles, milk } = await open()
  await edits.removeWithUndo(milk())
  await eventually(() => expect(titles()).toEqual(['Eggs']))
  await toast.undo()
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs']))
  await toast.undoLast()
  expect(titles()).toEqual(['Milk', 'Eggs'])
  expect(toast.toasts.value).toEqual([])
})

test('something new ends what could be done again', async () => {
  const { edits, toast, titles, milk } = await open()
  await edits.rename(milk().id, 'Oat milk', 'Milk')
  await toast.undoLast()
  await edits.duplicate(milk())
  await eventually(() => expect(titles()).toEqual(['Milk', 'Milk', 'Eggs']))
  await toast.redoLast()
  expect(titles()).toEqual(['Milk', 'Milk', 'Eggs'])
  await toast.undoLast()
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs']))
})

test('undoing never overwrites what somebody else did in the meantime, and says so', async () => {
  const { db, edits, toast, milk, titles } = await open()
  const { id } = milk()
  await edits.rename(id, 'Oat milk', 'Milk')
  await db.updateTable('todos').set({ title: 'Soy milk' }).where('id', '=', id).execute()
  await eventually(() => expect(titles()).toEqual(['Soy milk', 'Eggs']))
  await toast.undoLast()
  expect(toast.toasts.value.at(-1)?.text).toBe('“Oat milk” was changed since, so it stays as it is.')
  expect(titles()).toEqual(['Soy milk', 'Eggs'])
})

test('lists are renamed, pinned, deleted and duplicated with undo', async () => {
  const { database, toast } = await open()
  const used = await useInComponent(database, () => ({ ...useLists(), acts: useListActs() }))
  const garden = await used.create({ name: 'Garden' })
  await used.create({ name: 'Home' })
  const list = (id: string) => used.lists.value.find(candidate => candidate.id === id)!
  await eventually(() => expect(used.lists.value).toHaveLength(2))
  await used.acts.rename(list(garden), 'Orchard', 'Garden')
  await eventually(() => expect(list(garden).name).toBe('Orchard'))
  const home = used.lists.value[1]!
  await used.acts.setPinned(home, true)
  await eventually(() => expect(used.lists.value.map(each => each.name)).toEqual(['Home', 'Orchard']))
  await toast.undoLast()
  await eventually(() => expect(used.lists.value.map(each => each.name)).toEqual(['Orchard', 'Home']))
  await toast.undoLast()
  await eventually(() => expect(list(garden).name).toBe('Garden'))
  await used.acts.remove(list(garden))
  await eventually(() => expect(used.lists.value).toHaveLength(1))
  await toast.undo()
  await eventually(() => expect(used.lists.value).toHaveLength(2))
  await used.acts.duplicate(list(garden))
  await eventually(() => expect(used.lists.value.map(each => each.name)).toEqual(['Garden', 'Home', 'Garden copy']))
  await toast.undo()
  await eventually(() => expect(used.lists.value).toHaveLength(2))
})
