import { mockNuxtImport } from '@nuxt/test-utils/runtime'
import { afterEach, expect, test, vi } from 'vitest'
import { computed } from 'vue'
import { clearNuxtState } from '#imports'
import SyncFirst from '~/components/sync/SyncFirst.vue'
import { openForTest } from '../local'
import { eventually, onScreen } from './on-screen'

const { status, retry } = vi.hoisted(() => ({ retry: vi.fn(), status: { phase: 'first-sync', isFirstSync: true, download: null as { done: number, total: number } | null } }))

mockNuxtImport('useSyncStatus', original => () => ({
  ...original(), retry, phase: computed(() => status.phase), isFirstSync: computed(() => status.isFirstSync), download: computed(() => status.download),
}))

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
  Object.assign(status, { phase: 'first-sync', isFirstSync: true, download: null })
})

async function show() {
  const { database } = await openForTest()
  const screen = await onScreen(database, SyncFirst)
  close = () => screen.wrapper.unmount()
  return screen
}

test('the first download says how far it is, and that nobody has to wait', async () => {
  status.download = { done: 1_240, total: 3_600 }
  const { wrapper, text } = await show()
  await eventually(() => expect(text()).toContain('1,240 of 3,600'))
  expect(wrapper.get('progress').attributes()).toMatchObject({ 'value': '1240', 'max': '3600', 'aria-label': 'Downloaded' })
  expect(text()).toContain('Open what has arrived, or make a new list meanwhile.')
})

test('a first download that is cut off says so, and can be tried again', async () => {
  Object.assign(status, { phase: 'offline', download: { done: 1, total: 2 } })
  const { wrapper, button, text } = await show()
  await eventually(() => expect(text()).toContain('Your lists are not all here yet'))
  expect(wrapper.find('progress').exists()).toBe(false)
  button('Try again now').click()
  expect(retry).toHaveBeenCalledOnce()
})

test('a session that ended before everything had arrived asks for sign-in', async () => {
  status.phase = 'signed-out'
  const { wrapper } = await show()
  await eventually(() => expect(wrapper.get('a[href="/sign-in"]').text()).toBe('Sign in'))
})

test('a device that has had everything once says nothing', async () => {
  status.isFirstSync = false
  const { wrapper } = await show()
  expect(wrapper.find('section').exists()).toBe(false)
})
