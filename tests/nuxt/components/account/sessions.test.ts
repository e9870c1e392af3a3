import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { createError, readBody } from 'h3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import AccountSessions from '~/components/account/AccountSessions.vue'
import { deviceWords } from '~/composables/account/device-words'
import { english } from '../../../support/words'
import { openForTest } from '../../local'
import { eventually, onScreen } from '../on-screen'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'
const session = (token: string, userAgent: string) => ({ id: token, token, userAgent, updatedAt: new Date().toISOString() })

let sessions: ReturnType<typeof session>[]
let isAway: boolean
let close = () => {}

registerEndpoint('/api/auth/list-sessions', () => {
  if (isAway) throw createError({ status: 503 })
  return sessions
})
registerEndpoint('/api/auth/get-session', () => ({ session: { token: 'here' }, user: {} }))
registerEndpoint('/api/auth/revoke-session', { method: 'POST', handler: async (event) => {
  const { token } = await readBody(event)
  sessions = sessions.filter(each => each.token !== token)
  return { status: true }
} })
registerEndpoint('/api/auth/revoke-other-sessions', { method: 'POST', handler: () => {
  sessions = sessions.filter(each => each.token === 'here')
  return { status: true }
} })

beforeEach(() => {
  isAway = false
  sessions = [session('phone', iphone), session('here', firefox), session('work', edge)]
})
afterEach(() => {
  close()
  clearNuxtState()
})

async function open() {
  const { database } = await openForTest()
  const screen = await onScreen(database, AccountSessions)
  close = () => screen.wrapper.unmount()
  return screen
}

const rows = () => [...document.querySelectorAll('li')].map(row => row.textContent.replace(/\s+/g, ' ').trim())

test('devices are named in words, this one first', async () => {
  await open()
  await eventually(() => expect(rows()).toHaveLength(3))
  expect(rows()[0]).toBe('Firefox on LinuxIn use nowThis device')
  expect(rows().slice(1).join()).toContain('Safari on iPhoneLast used today')
})

test('another device is signed out, and then all others', async () => {
  const { labelled, button } = await open()
  await eventually(() => expect(rows()).toHaveLength(3))
  sessions.push(session('old', iphone))
  labelled('Sign out Edge on Windows').click()
  await eventually(() => expect(rows().join()).not.toContain('Edge'))
  button('Sign out every other device').click()
  await eventually(() => expect(rows()).toEqual(['Firefox on LinuxIn use nowThis device']))
})

test('without the server it says why there is nothing, and asks again when told to', async () => {
  isAway = true
  const { button, text } = await open()
  await eventually(() => expect(text()).toContain('The server cannot answer right now.'))
  isAway = false
  button('Try again').click()
  await eventually(() => expect(rows()).toHaveLength(3))
})

test.each([
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15', 'Safari on Mac'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Mac'],
  ['curl/8.9', 'An unknown device'],
])('%s is called by what its owner knows', (userAgent, words) => {
  expect(deviceWords(userAgent, english.t)).toBe(words)
})
