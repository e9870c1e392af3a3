import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import AgendaScreen from '~/components/agenda/AgendaScreen.vue'
import ListScreen from '~/components/list/ListScreen.vue'
import ShellNewTodo from '~/components/shell/ShellNewTodo.vue'
import { useCommands } from '~/composables/useCommands'
import { isoDay } from '~/composables/useDayWords'
import { useLists } from '~/composables/useLists'
import { useTodos } from '~/composables/useTodos'
import { guestId } from '~/powersync/guest'
import { inboxId } from '~/shared/inbox'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, onScreen } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

const inbox = inboxId(guestId)

async function open() {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const todos = await useInComponent(database, () => useTodos(inbox))
  return { database, lists, todos }
}

test('the Inbox is there before anything is in it, and cannot be renamed, shared or deleted', async () => {
  const { database, lists } = await open()
  const screen = await onScreen(database, ListScreen, { listId: inbox })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.wrapper.find('h1').text()).toBe('Inbox'))
  expect(lists.lists.value).toEqual([])
  expect(document.querySelector('[aria-label="More for this list"]')).toBeNull()
  await eventually(() => expect(screen.wrapper.find('input[aria-label="Add a todo"]').exists()).toBe(true))
})

test('a new todo from anywhere goes to the Inbox, the next one behind it, and the field stays open', async () => {
  const { database, lists, todos } = await open()
  const screen = await onScreen(database, ShellNewTodo, { open: true })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.labelled('Add a todo')).toBe(document.activeElement))
  for (const title of ['Call the dentist', 'Buy stamps #errands']) {
    const field = screen.labelled('Add a todo') as HTMLInputElement
    field.value = title
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  }
  await eventually(() => expect(todos.open.value).toMatchObject([{ title: 'Call the dentist' }, { title: 'Buy stamps', labels: ['errands'] }]))
  await eventually(() => expect(lists.inbox.value).toMatchObject({ openCount: 2, isInbox: true, name: 'Inbox' }))
  expect(lists.lists.value).toEqual([])
  await eventually(() => expect(screen.text()).toContain('Added “Buy stamps” to Inbox'))
  await acted(2)
})

test('what is added on Today is due today, unless the line says another day', async () => {
  const { database, todos } = await open()
  const screen = await onScreen(database, AgendaScreen, { view: 'today' })
  close = () => screen.wrapper.unmount()
  const field = screen.wrapper.find<HTMLInputElement>('input[aria-label="Add a todo"]')
  expect(field.attributes('placeholder')).toBe('Add a todo for today')
  await field.trigger('focus')
  await field.setValue('Pay the rent')
  await field.trigger('submit')
  await field.setValue('Sweep the chimney in 3 weeks')
  await field.trigger('submit')
  await eventually(() => expect(todos.open.value.map(todo => [todo.title, todo.dueOn === isoDay(new Date())])).toEqual([['Pay the rent', true], ['Sweep the chimney', false]]))
  await eventually(() => expect(screen.text()).toContain('Pay the rent'))
  await acted(2)
})

test('the palette adds what is typed to the Inbox', async () => {
  const { database, todos } = await open()
  const { commands } = await useInComponent(database, () => ({ commands: useCommands(() => 'Buy stamps', { createList: () => {}, toggleSidebar: () => {}, showShortcuts: () => {} }) }))
  const command = commands.value.at(-1)!
  expect(command.label).toBe('Add “Buy stamps” to the Inbox')
  command.run()
  await eventually(() => expect(todos.open.value.map(todo => todo.title)).toEqual(['Buy stamps']))
  await acted(1)
})
