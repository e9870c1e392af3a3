import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import TodoScreen from '~/components/todo/TodoScreen.vue'
import { useListView } from '~/composables/useListView'
import { useToast } from '~/composables/useToast'
import { useTodos } from '~/composables/useTodos'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

const titles = () => [...document.querySelectorAll<HTMLElement>('[data-todo-row]:not([data-leaving])')].map(row => row.querySelector('[role=checkbox]')?.getAttribute('aria-label'))

async function openList() {
  const { database } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  await todos.add('Pears', { priority: 1 })
  await todos.add('Apples', { labels: ['fruit'], dueOn: '2026-11-30' })
  await todos.add('Zucchini', { priority: 3, dueOn: '2026-11-28' })
  const view = await useInComponent(database, () => useListView(() => 'list'))
  const screen = await onScreen(database, TodoScreen, { listId: 'list', canEdit: true })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(titles()).toEqual(['Pears', 'Apples', 'Zucchini']))
  return { ...screen, database, todos, ...view }
}

test('a list is sorted and filtered, says so, and is kept so on this device', async () => {
  const { change, text, database, button, labelled } = await openList()
  await change({ sort: 'title' })
  await eventually(() => expect(titles()).toEqual(['Apples', 'Pears', 'Zucchini']))
  await change({ sort: 'due' })
  await eventually(() => expect(titles()).toEqual(['Zucchini', 'Apples', 'Pears']))
  await change({ sort: 'priority', label: 'fruit' })
  await eventually(() => expect(titles()).toEqual(['Apples']))
  await eventually(() => expect(text()).toContain('By priority'))
  const again = await useInComponent(database, () => useListView(() => 'list'))
  await eventually(() => expect(again.view.value).toMatchObject({ sort: 'priority', label: 'fruit' }))
  labelled('Take away: fruit').focus()
  labelled('Take away: fruit').click()
  await eventually(() => expect(document.activeElement).toBe(labelled('Take away: By priority')))
  button('Clear').focus()
  button('Clear').click()
  await eventually(() => expect(titles()).toEqual(['Pears', 'Apples', 'Zucchini']))
  await eventually(() => expect(document.activeElement?.hasAttribute('data-todo-row')).toBe(true))
})

test('a filter that nothing fits says so and offers the way back', async () => {
  const { change, text, button } = await openList()
  await change({ text: 'no such thing' })
  await eventually(() => expect(text()).toContain('Nothing matches'))
  expect(text()).not.toContain('Nothing here yet')
  button('Show everything').focus()
  button('Show everything').click()
  await eventually(() => expect(titles()).toHaveLength(3))
  await eventually(() => expect(document.activeElement?.hasAttribute('data-todo-row')).toBe(true))
})

test('a label is renamed on all todos of the list that have it and on no other list, the filter follows, and one undo takes it back', async () => {
  const { change, text, todos, database, labelled, button } = await openList()
  const plums = await todos.add('Plums', { labels: ['fruit', 'summer'] })
  const elsewhere = await useInComponent(database, () => useTodos('another list'))
  await elsewhere.add('Fruit knife', { labels: ['fruit'] })
  await change({ label: 'fruit' })
  await eventually(() => expect(titles()).toEqual(['Apples', 'Plums']))

  labelled('More for the label fruit').focus()
  press('Enter')
  await eventually(() => button('Rename the label').click())
  const field = await eventually(() => {
    const input = document.querySelector('[role=dialog] input')
    if (!input) throw new Error('The dialog is not open')
    return input
  })
  await eventually(() => expect(field).toHaveProperty('value', 'fruit'))
  type(field, ' orchard ')
  button('Rename').click()

  await eventually(() => expect(useToast().toasts.value.at(-1)?.text).toBe('Renamed the label “fruit” to “orchard” on 2 todos'))
  await eventually(() => expect(text()).toContain('orchard'))
  expect(titles()).toEqual(['Apples', 'Plums'])
  const labelsOf = (all: typeof todos, id?: string) => all.open.value.filter(todo => !id || todo.id === id).map(todo => todo.labels)
  await eventually(() => expect(labelsOf(todos, plums)).toEqual([['orchard', 'summer']]))
  expect(labelsOf(elsewhere)).toEqual([['fruit']])

  await useToast().toasts.value.at(-1)?.undo?.()
  await eventually(() => expect(labelsOf(todos, plums)).toEqual([['fruit', 'summer']]))
})

test('a sorted list is not put in order by hand, and says why', async () => {
  const { change } = await openList()
  await change({ sort: 'title' })
  await eventually(() => expect(titles()[0]).toBe('Apples'))
  document.querySelectorAll<HTMLElement>('[data-todo-row]')[1]!.focus()
  press('ArrowUp', { altKey: true })
  await eventually(() => expect(useToast().toasts.value.at(-1)?.text).toContain('sort by hand'))
  expect(titles()).toEqual(['Apples', 'Pears', 'Zucchini'])
})

test('a todo that the filter hides is added all the same, and that is said', async () => {
  const { change, wrapper, todos } = await openList()
  await change({ label: 'fruit' })
  await eventually(() => expect(titles()).toEqual(['Apples']))
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  await field.trigger('focus')
  await field.setValue('Soap')
  await field.trigger('submit')
  await eventually(() => expect(todos.open.value).toHaveLength(4))
  expect(titles()).toEqual(['Apples'])
  await eventually(() => expect(useToast().toasts.value.at(-1)?.text).toBe('Added “Soap”. The filter hides it.'))
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => 'Salt\nPepper' } })
  field.element.dispatchEvent(event)
  await eventually(() => expect(useToast().toasts.value.map(toast => toast.text)).toEqual(['Added 2 todos that the filter hides.']))
  await acted(2)
})

test('a row that is dragged in a sorted or filtered list stays where it stands, and why is said', async () => {
  const { change } = await openList()
  const drag = (title: string, to: { x: number, y: number }) => {
    const row = document.querySelectorAll<HTMLElement>('[data-todo-row]')[titles().indexOf(title)]!
    const pointer = (name: string, { x, y }: { x: number, y: number }) => row.dispatchEvent(new PointerEvent(name, { bubbles: true, pointerType: 'mouse', button: 0, clientX: x, clientY: y }))
    pointer('pointerdown', { x: 200, y: 20 })
    pointer('pointermove', to)
    expect(row.style.transform).toContain('translateY')
    expect([...document.querySelectorAll<HTMLElement>('[data-todo-row]')].filter(other => other.style.transform)).toEqual([row])
    pointer('pointerup', to)
  }
  const said = () => useToast().toasts.value.at(-1)?.text
  await change({ sort: 'title' })
  await eventually(() => expect(titles()[0]).toBe('Apples'))
  drag('Apples', { x: 200, y: 90 })
  await eventually(() => expect(said()).toBe('Todos are sorted. To put them in your own order, sort by hand.'))
  await change({ sort: 'manual', text: 'p' })
  await eventually(() => expect(titles()).toEqual(['Pears', 'Apples']))
  drag('Pears', { x: 200, y: 90 })
  await eventually(() => expect(said()).toBe('A filter is on. To put todos in your own order, show everything.'))
  expect(titles()).toEqual(['Pears', 'Apples'])
})
