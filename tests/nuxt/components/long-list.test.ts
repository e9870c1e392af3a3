import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { h, nextTick } from 'vue'
import { clearNuxtState } from '#imports'
import TodoScreen from '~/components/todo/TodoScreen.vue'
import { useToast } from '~/composables/useToast'
import { useTodos } from '~/composables/useTodos'
import { addManyTodos } from '../../support/many-todos'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, onScreen, press } from './on-screen'

/** The DOM of these tests lays nothing out: a screen has room for ten rows of 60 pixels. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(60)
})

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
  vi.restoreAllMocks()
})

async function openLongList(count = 1_000) {
  const { database } = await openForTest()
  await addManyTodos(database, { listId: 'list', count })
  const todos = await useInComponent(database, () => useTodos('list'))
  const scroller = { render: () => h('main', { 'data-scroller': '' }, h(TodoScreen, { listId: 'list', canEdit: true })) }
  const screen = await onScreen(database, scroller)
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(rows().length).toBeGreaterThan(0))
  return { ...screen, todos }
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-todo-row]')]
const titleOf = (element: Element | null | undefined) => element?.querySelector('[role=checkbox]')?.getAttribute('aria-label')?.split(' with')[0]
const focused = () => titleOf(document.activeElement)
const selected = () => document.querySelector('[role=toolbar][aria-label="Selected todos"]')?.textContent.match(/[\d,]+ selected/)?.[0]

test('of a thousand todos those in sight are drawn, and each says which one it is of how many', async () => {
  await openLongList()
  expect(rows().length).toBeLessThan(40)
  expect(rows()[0]?.getAttribute('aria-posinset')).toBe('1')
  expect(rows()[0]?.getAttribute('aria-setsize')).toBe('1000')
})

test('End, Page Up and the arrows lead to rows that were not drawn, and the focus stays on a row', async () => {
  await openLongList()
  rows()[0]!.focus()
  press('End')
  await eventually(() => expect(focused()).toBe('Todo 999'))
  press('ArrowUp')
  await eventually(() => expect(focused()).toBe('Todo 998'))
  press('PageUp')
  await eventually(() => expect(focused()).toBe('Todo 989'))
  press('Home')
  await eventually(() => expect(focused()).toBe('Todo 0'))
  expect(rows().length).toBeLessThan(40)
})

test('the focused row stays drawn when it is scrolled out of sight', async () => {
  await openLongList()
  const row = rows()[0]!
  row.focus()
  const scroller = row.closest('[data-scroller]')!
  Object.defineProperty(scroller, 'scrollTop', { value: 20_000, configurable: true })
  scroller.dispatchEvent(new Event('scroll'))
  await eventually(() => expect(rows().some(each => Number(each.getAttribute('aria-posinset')) > 250)).toBe(true))
  expect(document.activeElement).toBe(row)
})

test('a tick is painted in its row before the list is arranged without it', async () => {
  await openLongList()
  const frames: FrameRequestCallback[] = []
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation(frame => frames.push(frame))
  const [, row] = rows()
  row!.querySelector<HTMLElement>('[role=checkbox]')!.click()
  await nextTick()
  expect(row!.isConnected).toBe(true)
  expect(row!.querySelector('[role=checkbox]')!.getAttribute('aria-checked')).toBe('true')
  for (const frame of frames) frame(performance.now())
  await eventually(() => expect(row!.isConnected).toBe(false))
})

test('completing a row in a long list hands the focus to the next one, at once', async () => {
  const { todos } = await openLongList()
  rows()[1]!.focus()
  press(' ')
  await eventually(() => expect(focused()).toBe('Todo 2'))
  await eventually(() => expect(todos.completed.value.map(todo => todo.title)).toEqual(['Todo 1']))
  expect(todos.open.value).toHaveLength(999)
  await acted(1)
})

test('Shift with arrows and End selects a range, Ctrl+A all, Escape nothing', async () => {
  await openLongList()
  rows()[0]!.focus()
  press('ArrowDown', { shiftKey: true })
  press('ArrowDown', { shiftKey: true })
  await eventually(() => expect(selected()).toBe('3 selected'))
  press('ArrowUp', { shiftKey: true })
  await eventually(() => expect(selected()).toBe('2 selected'))
  press('End', { shiftKey: true })
  await eventually(() => expect(selected()).toBe('1,000 selected'))
  await eventually(() => expect(focused()).toBe('Todo 999'))
  press('Escape')
  await eventually(() => expect(selected()).toBeUndefined())
  press('a', { ctrlKey: true })
  await eventually(() => expect(selected()).toBe('1,000 selected'))
})

test('a click selects with Shift and Ctrl, and all selected todos are completed in one act that undo takes back', async () => {
  const { todos, labelled } = await openLongList()
  const click = (index: number, keys: MouseEventInit) => rows()[index]!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys }))
  click(1, { ctrlKey: true })
  click(4, { shiftKey: true })
  click(8, { metaKey: true })
  await eventually(() => expect(selected()).toBe('5 selected'))
  labelled('Complete').focus()
  labelled('Complete').click()
  await eventually(() => expect(todos.completed.value.map(todo => todo.title.split(' with')[0]).sort()).toEqual(['Todo 1', 'Todo 2', 'Todo 3', 'Todo 4', 'Todo 8']))
  expect(selected()).toBeUndefined()
  await eventually(() => expect(document.activeElement?.closest('[data-todo-row]')).not.toBeNull())
  await eventually(() => expect(useToast().toasts.value.at(-1)?.text).toBe('Completed 5 todos'))
  await useToast().undo()
  await eventually(() => expect(todos.completed.value).toEqual([]))
})
