import { afterEach, expect, test } from 'vitest'
import { clearNuxtState, useRouter } from '#imports'
import TodoListField from '~/components/todo/TodoListField.vue'
import TodoScreen from '~/components/todo/TodoScreen.vue'
import { useTodos } from '~/composables/useTodos'
import { useToast } from '~/composables/useToast'
import { inboxId } from '~/shared/inbox'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, makeRoomForDetails, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openList(...titles: string[]) {
  const { database } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  for (const title of titles) await todos.add(title)
  const screen = await onScreen(database, TodoScreen, { listId: 'list', canEdit: true })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(rows()).toHaveLength(titles.length))
  return { ...screen, todos }
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-todo-row]:not([data-leaving])')]
const row = (title: string) => rows().find(candidate => candidate.querySelector('[role=checkbox]')?.getAttribute('aria-label') === title)!
const focused = () => document.activeElement

test('from nowhere j leads to the rows, and so does Escape from the field that adds', async () => {
  const { labelled } = await openList('Milk', 'Eggs')
  document.body.focus()
  press('j')
  expect(focused()).toBe(row('Milk'))
  labelled('Add a todo').focus()
  press('Escape')
  expect(focused()).toBe(row('Milk'))
})

test('Escape lets go of the selection, then of the details, also where nothing has the focus', async () => {
  makeRoomForDetails()
  const { labelled } = await openList('Milk', 'Eggs')
  row('Eggs').focus()
  press('o')
  await eventually(() => labelled('Close details'))
  press('x')
  await eventually(() => expect(row('Eggs').dataset.selected).toBeDefined())
  row('Eggs').blur()
  press('Escape')
  await eventually(() => expect(row('Eggs').dataset.selected).toBeUndefined())
  expect(labelled('Close details')).toBeTruthy()
  press('Escape')
  await eventually(() => expect(document.querySelector('[aria-label="Close details"]')).toBeNull())
})

test('d asks when the todo is due, and the row has the focus again with the answer', async () => {
  const { labelled, todos } = await openList('Milk', 'Eggs')
  row('Eggs').focus()
  press('d')
  await eventually(() => expect(focused()).toBe(labelled('In words: fri, in 3 weeks')))
  type(focused()!, 'in 400 days')
  await eventually(() => expect(focused()!.closest('form')!.textContent?.trim()).not.toBe(''))
  focused()!.closest('form')!.requestSubmit()
  await eventually(() => expect(todos.open.value.map(({ title, dueOn }) => [title, dueOn !== null])).toEqual([['Milk', false], ['Eggs', true]]))
  await eventually(() => expect(focused()).toBe(row('Eggs')))
  expect(document.querySelector('[data-selected]')).toBeNull()
  await acted(1)
})

test('what the keys of a row ask is in its menu, too', async () => {
  const { labelled, button, todos } = await openList('Milk', 'Eggs')
  labelled('More for Eggs').click()
  await eventually(() => button('PriorityP'))
  button('PriorityP').click()
  await eventually(() => button('High'))
  button('High').click()
  await eventually(() => expect(todos.open.value.map(todo => todo.priority)).toEqual([0, 3]))
  await acted(1)
})

test('of selected todos a key asks for all, and they stay selected', async () => {
  const { todos, labelled } = await openList('Milk', 'Eggs', 'Bread')
  row('Milk').focus()
  press('x')
  press('ArrowDown', { shiftKey: true })
  press('t')
  await eventually(() => expect(focused()).toBe(labelled('Add a label')))
  type(focused()!, 'shop')
  focused()!.closest('form')!.requestSubmit()
  await eventually(() => expect(todos.open.value.map(todo => todo.labels)).toEqual([['shop'], ['shop'], []]))
  expect(document.querySelectorAll('[data-selected]')).toHaveLength(2)
  labelled('Due date').focus()
  press('Escape')
  await eventually(() => expect(focused()).toBe(row('Eggs')))
  expect(document.querySelector('[data-selected]')).toBeNull()
  await acted(1)
})

test('a list of one person asks nobody whose todo it is', async () => {
  await openList('Milk')
  row('Milk').focus()
  press('a')
  await eventually(() => expect(document.querySelector('[data-selected]')).toBeNull())
  await eventually(() => expect(focused()).toBe(row('Milk')))
})

test('o opens the details beside the list, o again goes there, and Escape on the row closes them', async () => {
  makeRoomForDetails()
  const { todos, labelled } = await openList('Milk')
  const { currentRoute } = useRouter()
  row('Milk').focus()
  press('o')
  await eventually(() => expect(currentRoute.value.query.todo).toBe(todos.open.value[0]?.id))
  await eventually(() => labelled('Due: no date'))
  expect(focused()).toBe(row('Milk'))
  press('o')
  expect(focused()).toBe(labelled('Due: no date'))
  row('Milk').focus()
  press('Escape')
  await eventually(() => expect(currentRoute.value.query.todo).toBeUndefined())
  expect(focused()).toBe(row('Milk'))
})

test('a todo that goes to another list in its details is gone at once, its details are closed, and the next row has the focus', async () => {
  makeRoomForDetails()
  const { wrapper, todos, labelled } = await openList('Milk', 'Eggs')
  const { currentRoute } = useRouter()
  row('Milk').focus()
  press('o')
  await eventually(() => labelled('Due: no date').focus())
  wrapper.findComponent(TodoListField).vm.$emit('move', inboxId('guest'))
  await eventually(() => expect(todos.open.value.map(todo => todo.title)).toEqual(['Eggs']))
  expect(currentRoute.value.query.todo).toBeUndefined()
  expect(focused()).toBe(row('Eggs'))
  await acted(1)
})

test('Shift and a click leave the focus on the row that was clicked', async () => {
  await openList('Milk', 'Eggs', 'Bread')
  row('Milk').focus()
  row('Bread').dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }))
  await eventually(() => expect(document.querySelectorAll('[data-selected]')).toHaveLength(3))
  expect(focused()).toBe(row('Bread'))
})

test('of what was taken back and done again, the last message stands', async () => {
  const { todos } = await openList('Milk')
  row('Milk').focus()
  press('Delete')
  await eventually(() => expect(todos.open.value).toEqual([]))
  await acted(1)
  const { undoLast, redoLast, toasts } = useToast()
  await undoLast()
  await redoLast()
  await undoLast()
  expect(toasts.value.map(toast => toast.text)).toEqual(['Undone: Deleted “Milk”'])
})
