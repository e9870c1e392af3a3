import type { AgendaView } from '~/powersync/queries/agenda'
import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import AgendaScreen from '~/components/agenda/AgendaScreen.vue'
import ShellPlaces from '~/components/shell/ShellPlaces.vue'
import TodoListField from '~/components/todo/TodoListField.vue'
import { isoDay } from '~/composables/useDayWords'
import { useLists } from '~/composables/useLists'
import { useToast } from '~/composables/useToast'
import { useTodos } from '~/composables/useTodos'
import { removeList } from '~/powersync/mutations/lists'
import { completeTodos } from '~/powersync/mutations/todos-bulk'
import { holdWrites, kept } from '../kept'
import { openForTest, useInComponent } from '../local'
import { acted, eventually, makeRoomForDetails, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

const day = (distance: number) => {
  const date = new Date()
  date.setDate(date.getDate() + distance)
  return isoDay(date)
}
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-todo-row]:not([data-leaving])')]
const titles = () => rows().map(row => row.querySelector('[role=checkbox]')?.getAttribute('aria-label'))
const row = (title: string) => rows().find(candidate => candidate.querySelector('[role=checkbox]')?.getAttribute('aria-label') === title)!

async function openAgenda(view: AgendaView) {
  const { database, db } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const garden = await lists.create({ name: 'Garden', icon: 'leaf', color: 'teal' })
  const home = await lists.create({ name: 'Home', icon: 'house', color: 'blue' })
  const [inGarden, atHome] = await Promise.all([garden, home].map(id => useInComponent(database, () => useTodos(id))))
  if (!inGarden || !atHome) throw new Error('No lists')
  await inGarden.add('Prune the roses', { dueOn: day(0) })
  await atHome.add('Pay the rent', { dueOn: day(-3) })
  await atHome.add('Sweep the chimney', { dueOn: day(1), assigneeId: 'guest' })
  await inGarden.add('Plant bulbs', { dueOn: day(40) })
  await inGarden.add('Some day')
  const screen = await onScreen(database, AgendaScreen, { view })
  close = () => screen.wrapper.unmount()
  return { ...screen, database, db, lists, home, garden, inGarden, atHome }
}

test('Today has what is due today and what is late, of every list, and says of which', async () => {
  const { wrapper } = await openAgenda('today')
  await eventually(() => expect(titles()).toEqual(['Pay the rent', 'Prune the roses']))
  expect(wrapper.findAll('h2').map(heading => heading.text())).toEqual(['Late', 'Today'])
  expect(row('Pay the rent').textContent).toContain('Home')
  expect(wrapper.find('h1').text()).toBe('Today')
})

test('Upcoming goes by day', async () => {
  const { wrapper } = await openAgenda('upcoming')
  await eventually(() => expect(titles()).toEqual(['Sweep the chimney', 'Plant bulbs']))
  expect(wrapper.findAll('h2')[0]?.text()).toMatch(/^Tomorrow · /)
})

test('rows say the list, and the day only where their heading does not', async () => {
  await openAgenda('upcoming')
  await eventually(() => expect(titles()).toEqual(['Sweep the chimney', 'Plant bulbs']))
  expect(row('Sweep the chimney').textContent).toContain('Home')
  expect(row('Sweep the chimney').textContent).not.toContain('Tomorrow')
  expect(row('Plant bulbs').textContent).not.toMatch(/\d/)
  close()
  await openAgenda('today')
  await eventually(() => expect(titles()).toEqual(['Pay the rent', 'Prune the roses']))
  expect(row('Pay the rent').textContent).toMatch(/\d/)
  expect(row('Prune the roses').textContent).not.toContain('Today')
})

test('Assigned to me has what was given to this person', async () => {
  await openAgenda('assigned')
  await eventually(() => expect(titles()).toEqual(['Sweep the chimney']))
})

test('completing hands the focus on, and undo brings the todo back', async () => {
  const { atHome } = await openAgenda('today')
  await eventually(() => expect(titles()).toHaveLength(2))
  row('Pay the rent').focus()
  press(' ')
  await eventually(() => expect(titles()).toEqual(['Prune the roses']))
  expect(document.activeElement).toBe(row('Prune the roses'))
  expect(atHome.completed.value.map(todo => todo.title)).toEqual(['Pay the rent'])
  await acted(1)
  await useToast().undo()
  await eventually(() => expect(titles()).toEqual(['Pay the rent', 'Prune the roses']))
})

test('a todo that goes to another list in its details says so at once, and stays where it is with its details', async () => {
  makeRoomForDetails()
  const { wrapper, database, home, atHome, labelled } = await openAgenda('today')
  await eventually(() => expect(titles()).toHaveLength(2))
  row('Prune the roses').focus()
  press('o')
  const field = await eventually(() => {
    const found = wrapper.findComponent(TodoListField)
    expect(found.exists()).toBe(true)
    return found
  })
  await eventually(() => expect(labelled('List').textContent).toBe('Garden'))
  const release = await holdWrites(database)
  field.vm.$emit('move', home)
  await eventually(() => expect(row('Prune the roses').textContent).toContain('Home'))
  expect(labelled('List').textContent).toBe('Home')
  expect(kept()).toHaveLength(1)
  release()
  await acted(1)
  await eventually(() => expect(atHome.open.value.map(todo => todo.title)).toEqual(['Prune the roses', 'Pay the rent', 'Sweep the chimney']))
  expect(titles()).toEqual(['Pay the rent', 'Prune the roses'])
})

test('Enter renames in place, and the arrow keys go through all sections', async () => {
  await openAgenda('today')
  await eventually(() => expect(titles()).toHaveLength(2))
  row('Pay the rent').focus()
  press('ArrowDown')
  expect(document.activeElement).toBe(row('Prune the roses'))
  press('Enter')
  await eventually(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
  type(document.activeElement!, 'Prune all roses')
  press('Enter')
  await eventually(() => expect(titles()).toEqual(['Pay the rent', 'Prune all roses']))
})

test('todos of lists that are archived, deleted or only to look at are left out or left alone', async () => {
  const { db, lists, home, garden } = await openAgenda('today')
  await lists.archive(home)
  await eventually(() => expect(titles()).toEqual(['Prune the roses']))
  await db.insertInto('list_members').values({ id: 'm1', list_id: garden, user_id: 'guest', role: 'viewer' } as never).execute()
  await eventually(() => expect(row('Prune the roses').querySelector('[role=checkbox]')?.hasAttribute('disabled')).toBe(true))
  row('Prune the roses').focus()
  press('Delete')
  expect(titles()).toEqual(['Prune the roses'])
  await removeList(db, garden)
  await eventually(() => expect(document.body.textContent).toContain('Nothing due today'))
})

test('the sidebar counts what is due and what is one’s own, and nothing where there is nothing', async () => {
  const { database, db, inGarden, atHome } = await openAgenda('upcoming')
  const places = await onScreen(database, ShellPlaces)
  const counts = () => places.wrapper.findAll('a').slice(1).map(link => link.text().replace(/\D/g, ''))
  await eventually(() => expect(counts()).toEqual(['2', '', '1']))
  for (const { open } of [inGarden, atHome]) await completeTodos(db, 'guest', open.value.map(todo => todo.id))
  await eventually(() => expect(counts()).toEqual(['', '', '']))
  places.wrapper.unmount()
})
