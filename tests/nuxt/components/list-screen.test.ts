import { afterEach, expect, test } from 'vitest'
import { h } from 'vue'
import { clearNuxtState } from '#imports'
import ListScreen from '~/components/list/ListScreen.vue'
import { useLists } from '~/composables/useLists'
import { removeList } from '~/powersync/mutations/lists'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openList() {
  const { database, db } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const id = await lists.create({ name: 'Garden', icon: 'leaf', color: 'teal' })
  const screen = await onScreen(database, ListScreen, { listId: id })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.wrapper.find('h1').text()).toBe('Garden'))
  return { ...screen, lists, id, db }
}

test('the name of a list is renamed in place', async () => {
  const { wrapper, lists } = await openList()
  await wrapper.find('h1 button').trigger('click')
  const field = wrapper.find<HTMLInputElement>('input[aria-label="Name of the list"]')
  await eventually(() => expect(document.activeElement).toBe(field.element))
  type(field.element, 'Orchard')
  press('Enter')
  await eventually(() => expect(lists.lists.value[0]?.name).toBe('Orchard'))
  await eventually(() => expect(wrapper.find('h1').text()).toBe('Orchard'))
})

test('a list says who it is shared with', async () => {
  const { db, id, wrapper } = await openList()
  await db.insertInto('profiles').values({ id: 'grace', name: 'Grace', color: 'rose' } as never).execute()
  await db.insertInto('list_members').values([
    { id: 'm1', list_id: id, user_id: 'guest', role: 'owner' },
    { id: 'm2', list_id: id, user_id: 'grace', role: 'editor' },
  ] as never).execute()
  await eventually(() => expect(wrapper.find('header').text()).toContain('shared with 1'))
  expect(wrapper.find('[aria-label="Shared with Grace"]').exists()).toBe(true)
})

test('a viewer is told why there is nothing to change', async () => {
  const { db, id, wrapper } = await openList()
  await db.insertInto('list_members').values({ id: 'm1', list_id: id, user_id: 'guest', role: 'viewer' } as never).execute()
  await eventually(() => expect(wrapper.text()).toContain('You can look at this list but not change it'))
  expect(wrapper.find('h1 button').exists()).toBe(false)
  expect(wrapper.find('input[aria-label="Add a todo"]').exists()).toBe(false)
})

test('a list that is not here any more says so', async () => {
  const { db, id, text } = await openList()
  await removeList(db, id)
  await eventually(() => expect(text()).toContain('This list is not here'))
})

test('an open menu stands in the part of the page that its button stands in', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const id = await lists.create({ name: 'Garden' })
  const screen = await onScreen(database, { render: () => h('main', h(ListScreen, { listId: id })) })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.wrapper.find('h1').text()).toBe('Garden'))
  const more = screen.labelled('More for this list')
  more.focus()
  press('Enter')
  await eventually(() => expect(document.querySelector('[role=menu]')?.closest('main')).not.toBeNull())
})
