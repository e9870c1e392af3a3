import type { Device } from '~/composables/account/session'
import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { createError } from 'h3'
import { beforeEach, expect, test } from 'vitest'
import { rememberAccount, rememberedAccount } from '~/composables/account/remembered-account'
import { createAccountSession } from '~/composables/account/session'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' }
const grace = { id: 'grace', name: 'Grace', email: 'grace@example.com' }

/** Whom the server's cookie names; a number is an HTTP status instead of an answer. */
let session: { user: typeof ada } | null | number
let signOuts: number

registerEndpoint('/api/auth/get-session', () => answer())
registerEndpoint('/api/auth/sign-up/email', { method: 'POST', handler: () => answer() })
registerEndpoint('/api/auth/sign-in/email', { method: 'POST', handler: () => answer() })
registerEndpoint('/api/auth/sign-out', {
  method: 'POST',
  handler() {
    answer()
    signOuts += 1
    session = null
    return {}
  },
})

function answer() {
  if (typeof session === 'number') throw createError({ status: session })
  return session
}

/** Notes what the device is told; its real self is tried in a browser (tests/e2e). */
function notedDevice(unsent = 0): Device & { told: string[] } {
  const told: string[] = []
  return {
    told,
    use: (account) => { told.push(`use ${account?.id ?? 'guest'}`) },
    resume: () => { told.push('resume') },
    unsent: async () => unsent,
    clear: async () => { told.push('clear') },
  }
}

beforeEach(() => {
  localStorage.clear()
  session = { user: ada }
  signOuts = 0
})

test('signing up shows the account’s own database and is remembered on the device', async () => {
  const device = notedDevice()
  const { account, signUp } = createAccountSession(device)
  await signUp({ name: 'Ada', email: ada.email, password: 'long enough' })
  expect(account.value).toEqual(ada)
  expect(device.told).toEqual(['use ada'])
  expect(rememberedAccount()).toEqual(ada)
})

test('a remembered account opens without the network, and is not doubted while there is no answer', async () => {
  rememberAccount(ada)
  session = 503
  const { account, isKnown, isExpired, start, check } = createAccountSession(notedDevice())
  start()
  expect([account.value, isKnown.value]).toEqual([ada, true])
  await expect(check()).rejects.toMatchObject({ name: 'AccountError', code: 'server_away' })
  expect([account.value, isExpired.value]).toEqual([ada, false])
})

test('a session that ended keeps the account and its edits, and signing in again goes on', async () => {
  rememberAccount(ada)
  session = null
  const device = notedDevice(3)
  const { account, isExpired, start, check, signIn } = createAccountSession(device)
  start()
  await check()
  expect([account.value, isExpired.value]).toEqual([ada, true])
  expect(device.told).toEqual([])

  session = { user: ada }
  await signIn({ email: ada.email, password: 'long enough' })
  expect(isExpired.value).toBe(false)
  expect(device.told).toEqual(['resume'])
})

test('another account gets another database', async () => {
  rememberAccount(ada)
  session = { user: grace }
  const device = notedDevice()
  const { account, start, check } = createAccountSession(device)
  start()
  await check()
  expect(account.value).toEqual(grace)
  expect(device.told).toEqual(['use grace'])
})

test('signing out with unsent edits asks first', async () => {
  rememberAccount(ada)
  const device = notedDevice(2)
  const { account, start, signOut } = createAccountSession(device)
  start()
  await expect(signOut()).rejects.toMatchObject({ code: 'unsent_edits', unsent: 2 })
  expect([account.value, signOuts]).toEqual([ada, 0])

  await signOut({ discardUnsent: true })
  expect(account.value).toBeNull()
  expect(device.told).toEqual(['clear', 'use guest'])
  expect(rememberedAccount()).toBeNull()
  expect(signOuts).toBe(1)
})

test('a sign-out without the network clears the device at once and the session at the next contact', async () => {
  rememberAccount(ada)
  session = 503
  const device = notedDevice()
  const first = createAccountSession(device)
  first.start()
  await first.signOut()
  expect(device.told).toEqual(['clear', 'use guest'])

  session = { user: ada }
  const next = createAccountSession(notedDevice())
  next.start()
  await next.check()
  expect(signOuts).toBe(1)
  expect(next.account.value).toBeNull()
})

test('an account action that fails says why in words', async () => {
  const { signIn } = createAccountSession(notedDevice())
  session = 429
  await expect(signIn({ email: ada.email, password: 'x' })).rejects.toMatchObject({ code: 'too_many_attempts' })
  session = 500
  await expect(signIn({ email: ada.email, password: 'x' })).rejects.toMatchObject({ code: 'server_away' })
})
