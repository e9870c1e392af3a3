import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clearNuxtState, useNuxtApp } from '#imports'
import { nextTick, shallowRef } from 'vue'
import AccountDevice from '~/components/account/AccountDevice.vue'
import SyncStorageNotice from '~/components/sync/SyncStorageNotice.vue'
import { useLists } from '~/composables/useLists'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen } from './on-screen'
// It looks at the browser once, when it is read: that must be the whole one.
import '@vueuse/core'

/** What this browser says of its storage. */
const storage = { persisted: vi.fn(), persist: vi.fn(), estimate: vi.fn() }
const isInMemory = shallowRef(false)
let close = () => {}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  isInMemory.value = false
  storage.persisted.mockResolvedValue(false)
  storage.persist.mockReset().mockResolvedValue(false)
  storage.estimate.mockResolvedValue({ usage: 12_340_000, quota: 2_100_000_000 })
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { storage }))
  const app: { $sync?: unknown } = useNuxtApp()
  app.$sync ??= { isInMemory, isStuck: shallowRef(false), reconnect: () => {} }
})
afterEach(() => {
  close()
  clearNuxtState()
  vi.unstubAllGlobals()
})

async function show(component: typeof AccountDevice | typeof SyncStorageNotice) {
  const { database } = await openForTest()
  const screen = await onScreen(database, component)
  close = () => screen.wrapper.unmount()
  return screen
}

test('the settings say how much is stored here and that the browser has not promised to keep it', async () => {
  const { text } = await show(AccountDevice)
  await eventually(() => expect(text()).toContain('13 MB used of 2.1 GB that this browser allows.'))
  expect(text()).toContain('The browser may clear your lists by itself when space runs short')
})

test('the browser is asked, and its no is told in words', async () => {
  const { button, text } = await show(AccountDevice)
  const ask = await eventually(() => button('Ask the browser to keep your lists'))
  ask.click()
  await eventually(() => expect(text()).toContain('The browser said no.'))
})

test('the browser is asked, and its yes is told in words', async () => {
  storage.persist.mockResolvedValue(true)
  const { button, text } = await show(AccountDevice)
  const ask = await eventually(() => button('Ask the browser to keep your lists'))
  ask.click()
  await eventually(() => expect(text()).toContain('The browser has promised to keep your lists'))
  expect(text()).not.toContain('Ask the browser')
})

test('a browser that stores nothing is told of on every page, until that was read', async () => {
  isInMemory.value = true
  const { labelled, text } = await show(SyncStorageNotice)
  await eventually(() => expect(text()).toContain('Your lists last until you close it.'))
  labelled('Hide this notice').click()
  await eventually(() => expect(text()).not.toContain('Your lists last until you close it.'))
})

test('a database that does not open is told of, with a way on, until it opens after all', async () => {
  const { database } = await openForTest()
  let isOpen = false
  const opening = new Proxy(database, { get: (target, name) => name === 'ready' ? isOpen : Reflect.get(target, name, target) })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { text, button, wrapper } = await onScreen(opening, SyncStorageNotice)
  close = () => wrapper.unmount()
  vi.advanceTimersByTime(14_000)
  await nextTick()
  expect(text()).not.toContain('do not open')
  vi.advanceTimersByTime(1_000)
  await nextTick()
  expect(text()).toContain('Your lists do not open on this device right now. What was saved is still here.')
  expect(button('Try again')).toBeTruthy()
  isOpen = true
  vi.advanceTimersByTime(1_000)
  await nextTick()
  expect(text()).not.toContain('do not open')
  vi.useRealTimers()
})

test('space that is nearly used up is told', async () => {
  storage.estimate.mockResolvedValue({ usage: 95, quota: 100 })
  const { text } = await show(SyncStorageNotice)
  await eventually(() => expect(text()).toContain('nearly used up'))
})

test('the browser is asked to keep the lists once there is one, and not at every other', async () => {
  const { database } = await openForTest()
  const { create } = await useInComponent(database, useLists)
  expect(storage.persist).not.toHaveBeenCalled()
  await create({ name: 'Garden' })
  await eventually(() => expect(storage.persist).toHaveBeenCalledOnce())
  await create({ name: 'Orchard' })
  expect(storage.persist).toHaveBeenCalledOnce()
})
