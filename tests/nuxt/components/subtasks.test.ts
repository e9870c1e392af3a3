import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import TodoSubtasks from '~/components/todo/TodoSubtasks.vue'
import TodoScreen from '~/components/todo/TodoScreen.vue'
import { useSubtasks } from '~/composables/useSubtasks'
import { useToast } from '~/composables/useToast'
import { useTodos } from '~/composables/useTodos'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openChecklist(titles: string[], canEdit = true) {
  const { database } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  const todoId = await todos.add('Book the ferry')
  const { add, ...used } = await useInComponent(database, () => useSubtasks(() => todoId, () => 'list'))
  if (titles.length) await add(titles)
  const screen = await onScreen(database, TodoSubtasks, { todoId, listId: 'list', title: 'Book the ferry', canEdit })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(shown()).toEqual(titles))
  return { ...screen, ...used, todos, database }
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-subtask]')]
const shown = () => rows().map(row => row.querySelector('[role=checkbox]')?.getAttribute('aria-label'))
const row = (title: string) => rows().find(candidate => candidate.querySelector('[role=checkbox]')?.getAttribute('aria-label') === title)!

test('Enter adds a subtask and keeps the focus, and several pasted lines add several', async () => {
  const { wrapper } = await openChecklist([])
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a subtask"]')
  field.element.focus()
  await field.setValue('Compare times')
  await wrapper.find('form').trigger('submit')
  await eventually(() => expect(shown()).toEqual(['Compare times']))
  expect(document.activeElement).toBe(field.element)
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => '- Pay\n- Send the tickets' } })
  field.element.dispatchEvent(event)
  await eventually(() => expect(shown()).toEqual(['Compare times', 'Pay', 'Send the tickets']))
  await acted(2)
})

test('the keyboard alone completes, renames, moves and deletes, with undo', async () => {
  const { text, subtasks } = await openChecklist(['Compare times', 'Pay', 'Send the tickets'])
  row('Compare times').focus()
  press(' ')
  await eventually(() => expect(text()).toContain('1 of 3'))
  press('ArrowDown')
  expect(document.activeElement).toBe(row('Pay'))
  press('Enter')
  await eventually(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
  type(document.activeElement!, 'Pay with the card')
  press('Enter')
  await eventually(() => expect(shown()).toEqual(['Compare times', 'Pay with the card', 'Send the tickets']))
  expect(document.activeElement).toBe(row('Pay with the card'))
  press('ArrowUp', { altKey: true })
  await eventually(() => expect(shown()).toEqual(['Pay with the card', 'Compare times', 'Send the tickets']))
  await eventually(() => expect(document.activeElement).toBe(row('Pay with the card')))
  await acted(4)
  press('Backspace')
  await eventually(() => expect(shown()).toEqual(['Compare times', 'Send the tickets']))
  expect(document.activeElement).toBe(row('Compare times'))
  await acted(5)
  await useToast().undoLast()
  await eventually(() => expect(subtasks.value.map(subtask => subtask.title)).toEqual(['Pay with the card', 'Compare times', 'Send the tickets']))
})

test('Ctrl+[ makes a subtask a todo of its own, behind the one it belonged to', async () => {
  const { todos } = await openChecklist(['Compare times'])
  row('Compare times').focus()
  press('[', { ctrlKey: true })
  await eventually(() => expect(todos.open.value.map(todo => todo.title)).toEqual(['Book the ferry', 'Compare times']))
  await acted(2)
  await useToast().undoLast()
  await eventually(() => expect(shown()).toEqual(['Compare times']))
  expect(todos.open.value).toHaveLength(1)
})

test('a viewer sees them and no way to change them', async () => {
  const { wrapper } = await openChecklist(['Compare times'], false)
  expect(wrapper.find('input').exists()).toBe(false)
  row('Compare times').focus()
  press('Delete')
  press('Enter')
  expect(shown()).toEqual(['Compare times'])
  expect(document.querySelector('textarea')).toBeNull()
})

test('the row of the list says how far they are, completing the todo leaves them as they are, and Ctrl+] nests', async () => {
  const { database } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  for (const title of ['Book the ferry', 'Compare times', 'Pack']) await todos.add(title)
  const screen = await onScreen(database, TodoScreen, { listId: 'list', canEdit: true })
  close = () => screen.wrapper.unmount()
  const todoRow = (title: string) => [...document.querySelectorAll<HTMLElement>('[data-todo-row]:not([data-leaving])')].find(candidate => candidate.textContent.includes(title))
  await eventually(() => expect(todoRow('Pack')).toBeDefined())
  todoRow('Compare times')!.focus()
  press(']', { ctrlKey: true })
  await eventually(() => expect(todoRow('Book the ferry')?.textContent).toContain('0 of 1'))
  await eventually(() => expect(todos.open.value.map(todo => todo.title)).toEqual(['Book the ferry', 'Pack']))
  todoRow('Book the ferry')!.focus()
  press(' ')
  await eventually(() => expect(todos.completed.value).toHaveLength(1))
  await eventually(() => expect(todoRow('Book the ferry')?.textContent).toContain('0 of 1'))
  // Nesting and completing, both saved.
  await acted(2)
})
