import { mockNuxtImport } from '@nuxt/test-utils/runtime'
import { afterEach, expect, test, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { clearNuxtState } from '#imports'
import SyncDetails from '~/components/sync/SyncDetails.vue'
import SyncWaiting from '~/components/sync/SyncWaiting.vue'
import { useLists } from '~/composables/useLists'
import { useTodos } from '~/composables/useTodos'
import { renameTodo } from '~/powersync/mutations/todos'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen } from './on-screen'

const { retry, phase } = vi.hoisted(() => ({ retry: vi.fn(), phase: { current: 'offline' } }))

// The connection is not there in these tests; everything else is.
mockNuxtImport('useSyncStatus', original => () => ({ ...original(), retry, phase: computed(() => phase.current) }))

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
  retry.mockClear()
  phase.current = 'offline'
})

async function openWaiting() {
  const { database, db } = await openForTest()
  const used = await useInComponent(database, () => ({ lists: useLists(), todos: useTodos('list') }))
  const screen = await onScreen(database, SyncWaiting)
  close = () => screen.wrapper.unmount()
  return { ...screen, ...used, database, db }
}

test('what waits is listed in words, in the order in which it is sent, and says since when', async () => {
  const { db, text, lists, todos } = await openWaiting()
  await eventually(() => expect(text()).toContain('Nothing waits'))
  await lists.create({ name: 'Cabin weekend' })
  const id = await todos.add('Firewood')
  await renameTodo(db, id, 'Dry firewood')
  await eventually(() => expect([...document.querySelectorAll('ol li')].map(line => line.textContent.replace(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/Made the list “Cabin weekend” ?less than a minute · since today at \d?\d:\d\d [AP]M/),
    expect.stringContaining('Added “Firewood”'),
    expect.stringContaining('Renamed “Dry firewood”'),
  ]))
  expect(text()).toContain('3 edits are safe on this device, and sent by themselves when the server can be reached.')
})

test('what has left the queue is not listed any more', async () => {
  const { text, todos, database } = await openWaiting()
  await todos.add('Firewood')
  await eventually(() => expect(text()).toContain('Added “Firewood”'))
  const transaction = await database.getNextCrudTransaction()
  await transaction?.complete()
  await eventually(() => expect(text()).toContain('Nothing waits'))
})

test('of a long queue the oldest hundred are told, and how many more there are', async () => {
  const { text, database } = await openWaiting()
  for (let index = 0; index < 103; index += 1) await database.execute(`INSERT INTO todos (id, list_id, title) VALUES (?, 'list', ?)`, [`todo-${index}`, `Todo ${index}`])
  await eventually(() => expect(text()).toContain('and 3 more'))
  expect(document.querySelectorAll('ol li')).toHaveLength(100)
  expect(text()).toContain('103 edits are safe on this device')
})

test('sending can be tried again at once', async () => {
  const { button, todos, text } = await openWaiting()
  await todos.add('Firewood')
  await eventually(() => expect(text()).toContain('Waiting to be sent'))
  button('Try again now').click()
  expect(retry).toHaveBeenCalledOnce()
})

test('a guest is told that nothing is sent, and what an account is good for', async () => {
  phase.current = 'saved-here'
  const { text } = await openWaiting()
  await eventually(() => expect(text()).toContain('Nothing is sent'))
})

test('the status says where to see what waits, and lets go of its place when somebody goes there', async () => {
  const { database } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  await todos.add('Firewood')
  const gone = shallowRef(0)
  const screen = await onScreen(database, SyncDetails, { onGone: () => { gone.value += 1 } })
  close = () => screen.wrapper.unmount()
  const link = await eventually(() => screen.wrapper.get('a[href="/app/waiting"]'))
  expect(link.text()).toBe('Show what waits')
  await link.trigger('click')
  expect(gone.value).toBe(1)
})
