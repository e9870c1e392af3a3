import { afterEach, expect, test } from 'vitest'
import { clearNuxtState, useState } from '#imports'
import TodoScreen from '~/components/todo/TodoScreen.vue'
import { useLists } from '~/composables/useLists'
import { useToast } from '~/composables/useToast'
import { useTodoMoves } from '~/composables/useTodoMoves'
import { useTodos } from '~/composables/useTodos'
import { holdWrites, kept } from '../kept'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openList(titles: string[] = [], canEdit = true) {
  const { database, db } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  for (const title of titles) await todos.add(title)
  const screen = await onScreen(database, TodoScreen, { listId: 'list', canEdit })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(rows()).toHaveLength(titles.length))
  return { ...screen, todos, db }
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-todo-row]:not([data-leaving])')]
const titles = () => rows().map(row => row.querySelector('[role=checkbox]')?.getAttribute('aria-label'))
const row = (title: string) => rows().find(candidate => candidate.querySelector('[role=checkbox]')?.getAttribute('aria-label') === title)!

test('Enter adds a todo, empties the field and keeps the focus in it', async () => {
  const { wrapper } = await openList()
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  field.element.focus()
  for (const title of ['Milk', 'Eggs']) {
    await field.setValue(title)
    await field.trigger('submit')
  }
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs']))
  expect(field.element.value).toBe('')
  expect(document.activeElement).toBe(field.element)
  await acted(2)
})

test('several pasted lines become a todo each, without their bullets', async () => {
  const { wrapper } = await openList(['Bread'])
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => `- Milk\n2. Eggs\n\n* [ ] Butter\n☐ Tea\n– ${'Jam'.repeat(200)}` } })
  wrapper.find('input[aria-label="Add a todo"]').element.dispatchEvent(event)
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs', 'Butter', 'Tea', 'Jam'.repeat(200).slice(0, 500), 'Bread']))
  // Nothing goes without a word.
  expect(useToast().toasts.value.map(toast => toast.text)).toEqual(['A line was longer than a title can be and was shortened'])
  await acted(1)
})

test('words of pasted lines stay words, which is said; what was typed before them is read as its chips show it', async () => {
  const { wrapper, todos } = await openList()
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  await field.trigger('focus')
  await field.setValue('Buy !1')
  await eventually(() => expect(wrapper.find('form').text()).toContain('High'))
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => 'Milk #shop\nEggs' } })
  field.element.dispatchEvent(event)
  await eventually(() => expect(todos.open.value).toMatchObject([{ title: 'Buy Milk #shop', priority: 3, labels: [] }, { title: 'Eggs', priority: 0 }]))
  expect(useToast().toasts.value.map(toast => toast.text)).toEqual(['Pasted lines are added as they are written: words like “#shop” set nothing.'])
  await acted(1)
})

test('plain words become fields, shown as chips before Enter, and a chip can be given back to the title', async () => {
  const { wrapper, todos } = await openList()
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  await field.trigger('focus')
  await field.setValue('Pay the rent #home !1 #later')
  await eventually(() => expect(wrapper.find('form').text()).toContain('High'))
  await wrapper.find('button[aria-label="Keep “#later” as words"]').trigger('click')
  await field.trigger('submit')
  await eventually(() => expect(todos.open.value).toMatchObject([{ title: 'Pay the rent #later', priority: 3, labels: ['home'] }]))
  await acted(1)
})

test('a label in use is suggested for its first letters: Tab takes the first, the arrows another, and Enter alone adds what was typed', async () => {
  const { wrapper, todos, text } = await openList()
  await todos.add('Paint', { labels: ['home', 'house', 'shop'] })
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  const suggested = () => [...document.querySelectorAll('[role=option]')].map(option => option.textContent?.replace('Tab', '').trim())
  const write = async (line: string) => {
    field.element.focus()
    type(field.element, line)
    field.element.setSelectionRange(line.length, line.length)
    await field.trigger('input')
  }
  await write('Mow #ho')
  await eventually(() => expect(suggested()).toEqual(['#home', '#house']))
  press('Tab')
  await eventually(() => expect(field.element.value).toBe('Mow #home '))
  await write('Mow #ho')
  await eventually(() => expect(suggested()).toHaveLength(2))
  press('ArrowDown')
  press('ArrowDown')
  await eventually(() => expect(document.querySelector('[aria-selected=true]')?.textContent ?? '').toContain('house'))
  press('Enter')
  await eventually(() => expect(field.element.value).toBe('Mow #house '))
  await write('Mow #ho')
  await eventually(() => expect(suggested()).toHaveLength(2))
  await field.trigger('submit')
  await eventually(() => expect(todos.open.value.map(todo => todo.labels)).toContainEqual(['ho']))
  expect(text()).not.toContain('#house')
  await acted(1)
})

test('what is being typed is kept for a reload until Enter, and not where it was left behind', async () => {
  const { wrapper } = await openList()
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  await field.setValue('Milk')
  expect(sessionStorage.getItem('driftless:drafts')).toContain('"list":"Milk"')
  await field.trigger('submit')
  await eventually(() => expect(titles()).toEqual(['Milk']))
  expect(sessionStorage.getItem('driftless:drafts')).not.toContain('Milk')
  await field.setValue('Eggs')
  wrapper.unmount()
  expect(sessionStorage.getItem('driftless:drafts')).not.toContain('Eggs')
  close = () => undefined
  await acted(1)
})

test('the arrow keys go through the rows, and one row is in the tab order', async () => {
  await openList(['Milk', 'Eggs', 'Bread'])
  rows()[0]!.focus()
  press('ArrowDown')
  expect(document.activeElement).toBe(row('Eggs'))
  press('j')
  expect(document.activeElement).toBe(row('Bread'))
  press('Home')
  expect(document.activeElement).toBe(row('Milk'))
  expect(rows().filter(each => each.tabIndex === 0)).toHaveLength(1)
})

test('Enter renames in place, Escape leaves the title as it was', async () => {
  await openList(['Milk'])
  row('Milk').focus()
  press('Enter')
  await eventually(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
  type(document.activeElement!, 'Oat milk')
  press('Enter')
  await eventually(() => expect(titles()).toEqual(['Oat milk']))
  press('Enter')
  await eventually(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
  type(document.activeElement!, 'Something else')
  press('Escape')
  await eventually(() => expect(document.activeElement).toBe(row('Oat milk')))
  await acted(1)
})

test('leaving the title as it was changes nothing, also when somebody else has renamed it meanwhile', async () => {
  const { db } = await openList(['Milk'])
  row('Milk').focus()
  press('Enter')
  await eventually(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
  await db.updateTable('todos').set({ title: 'Oat milk' }).execute()
  await eventually(() => expect(titles()).toEqual(['Oat milk']))
  press('Enter')
  await eventually(() => expect(document.activeElement).toBe(row('Oat milk')))
  expect(await db.selectFrom('todos').select('title').execute()).toEqual([{ title: 'Oat milk' }])
  expect(useState<{ done: unknown[] } | undefined>('steps').value?.done ?? []).toEqual([])
})

test('Space completes and hands the focus to the next row', async () => {
  const { todos, text } = await openList(['Milk', 'Eggs'])
  row('Milk').focus()
  press(' ')
  await eventually(() => expect(todos.completed.value.map(todo => todo.title)).toEqual(['Milk']))
  expect(document.activeElement).toBe(row('Eggs'))
  await eventually(() => expect(text()).toContain('Completed 1'))
  await acted(1)
})

test('Alt and an arrow moves a row, which keeps the focus, also when that is taken back', async () => {
  await openList(['Milk', 'Eggs', 'Bread'])
  row('Bread').focus()
  press('ArrowUp', { altKey: true })
  await eventually(() => expect(titles()).toEqual(['Milk', 'Bread', 'Eggs']))
  await eventually(() => expect(document.activeElement).toBe(row('Bread')))
  await acted(1)
  await useToast().undoLast()
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs', 'Bread']))
  await eventually(() => expect(document.activeElement).toBe(row('Bread')))
})

test('Delete takes a todo away and undo brings it back where it was', async () => {
  await openList(['Milk', 'Eggs', 'Bread'])
  row('Eggs').focus()
  press('Delete')
  await eventually(() => expect(titles()).toEqual(['Milk', 'Bread']))
  await eventually(() => expect(useToast().toasts.value.at(-1)?.text).toBe('Deleted “Eggs”'))
  await useToast().undo()
  await eventually(() => expect(titles()).toEqual(['Milk', 'Eggs', 'Bread']))
})

test('a viewer sees the todos and no way to change them', async () => {
  const { wrapper } = await openList(['Milk'], false)
  expect(wrapper.find('input').exists()).toBe(false)
  expect(wrapper.find('[role=checkbox]').attributes('disabled')).toBeDefined()
  row('Milk').focus()
  press('Delete')
  press('Enter')
  expect(titles()).toEqual(['Milk'])
  expect(document.querySelector('textarea')).toBeNull()
})

test('a todo moves to another list, at its top, before the database has it, and undo brings it back', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const [from, to] = [await lists.create({ name: 'Garden' }), await lists.create({ name: 'Home' })]
  const todos = await useInComponent(database, () => useTodos(from))
  const others = await useInComponent(database, () => useTodos(to))
  await todos.add('Milk')
  await others.add('Eggs')
  const moves = await useInComponent(database, useTodoMoves)
  // And the Inbox.
  await eventually(() => expect(moves.targets.value).toHaveLength(3))
  await eventually(() => expect(todos.open.value).toHaveLength(1))
  const release = await holdWrites(database)
  const moving = moves.moveTo(todos.open.value, from, to)
  expect(todos.open.value).toEqual([])
  expect(kept().map(([, act]) => JSON.parse(act).taken)).toMatchObject([{ from: [from], to }])
  release()
  await moving
  expect(kept()).toEqual([])
  await eventually(() => expect(others.open.value.map(todo => todo.title)).toEqual(['Milk', 'Eggs']))
  expect(useToast().toasts.value.at(-1)?.text).toBe('Moved “Milk” to Home')
  await useToast().undo()
  await eventually(() => expect(todos.open.value.map(todo => todo.title)).toEqual(['Milk']))
})
