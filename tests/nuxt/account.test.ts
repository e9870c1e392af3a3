import type { Device } from '~/composables/account/session'
import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { locks } from 'node:worker_threads'
import { createError } from 'h3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rememberAccount, rememberedAccount } from '~/composables/account/remembered-account'
import { owedClearing } from '~/composables/account/owed-sign-out'
import { createAccountSession } from '~/composables/account/session'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' }
const grace = { id: 'grace', name: 'Grace', email: 'grace@example.com' }

/** Whom the server's cookie names; a number is an HTTP status instead of an answer. */
let session: { user: typeof ada } | null | number
/** Who signs in where nobody is. */
let entering: typeof ada
let signOuts: number
/** The next answer about the session waits for this. */
let held: Promise<unknown> | undefined

registerEndpoint('/api/auth/get-session', async () => {
  const said = answer()
  await held
  return said
})
registerEndpoint('/api/auth/sign-up/email', { method: 'POST', handler: () => answer() })
registerEndpoint('/api/auth/sign-in/email', {
  method: 'POST',
  handler() {
    session ??= { user: entering }
    return answer()
  },
})
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

/** Closed after each test: pages of one test hear nothing of another's. */
const channels: BroadcastChannel[] = []

beforeEach(() => {
  localStorage.clear()
  session = { user: ada }
  entering = ada
  signOuts = 0
  held = undefined
  // The DOM of these tests has no locks; Node has.
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks)
  vi.stubGlobal('BroadcastChannel', class extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.push(this)
    }
  })
})

afterEach(() => {
  for (const channel of channels.splice(0)) channel.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What another tab says when somebody signed in or out there. */
function sayElsewhere(account: typeof ada | null) {
  new BroadcastChannel('driftless:account').postMessage(account)
}

/** Holds the server's answer until the returned function is called. */
function hold() {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  held = promise
  return () => {
    held = undefined
    resolve(undefined)
  }
}

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

test('a session that ends is not taken for one that begins: what was signed in after a sign-out without the network stays signed in', async () => {
  rememberAccount(ada)
  session = 503
  const { start, signOut, signIn, check, account } = createAccountSession(notedDevice())
  start()
  await signOut()
  session = { user: ada }
  entering = grace
  await signIn({ email: grace.email, password: 'long enough' })
  await check()
  expect([account.value, signOuts]).toEqual([grace, 1])
})

test('an answer from before somebody signed in, here or in another tab, ends no session', async () => {
  for (const signIn of [(tab: { signIn: (form: { email: string, password: string }) => Promise<void> }) => tab.signIn({ email: ada.email, password: 'long enough' }), () => sayElsewhere(ada)]) {
    localStorage.clear()
    session = null
    const tab = createAccountSession(notedDevice())
    tab.start()
    const release = hold()
    const checked = tab.check()
    await vi.waitFor(() => expect(held).toBeDefined())
    await new Promise(resolve => setTimeout(resolve))
    session = { user: ada }
    await signIn(tab)
    await vi.waitFor(() => expect(tab.account.value).toEqual(ada))
    release()
    await checked
    expect([tab.account.value, tab.isExpired.value]).toEqual([ada, false])
  }
})

test('an answer from before somebody signed out in another tab does not bring the account back', async () => {
  rememberAccount(ada)
  const device = notedDevice()
  const { account, start, check } = createAccountSession(device)
  start()
  const release = hold()
  const checked = check()
  await new Promise(resolve => setTimeout(resolve))
  session = null
  sayElsewhere(null)
  await vi.waitFor(() => expect(account.value).toBeNull())
  release()
  await checked
  expect([account.value, rememberedAccount(), device.told]).toEqual([null, null, ['use guest']])
})

test('another tab’s word counts before what it wrote down is seen, and before this page is hydrated is only noted', async () => {
  const tab = createAccountSession(notedDevice())
  sayElsewhere(ada)
  await vi.waitFor(() => expect(rememberedAccount()).toEqual(ada))
  expect([tab.account.value, tab.isKnown.value]).toEqual([null, false])
  tab.start()
  expect(tab.account.value).toEqual(ada)
  sayElsewhere(grace)
  await vi.waitFor(() => expect(tab.account.value).toEqual(grace))
})

test('a sign-out in a tab that is closed in the middle of it counts: for the other tabs, and for the next start', async () => {
  rememberAccount(ada)
  const [device, cleared] = [notedDevice(), Promise.withResolvers<undefined>()]
  const [closing, other] = [createAccountSession({ ...notedDevice(), clear: () => cleared.promise }), createAccountSession(device)]
  for (const tab of [closing, other]) tab.start()
  const request = vi.spyOn(locks, 'request')
  const signedOut = closing.signOut()
  await vi.waitFor(() => expect(signOuts).toBe(1))
  expect([rememberedAccount(), owedClearing.accountId()]).toEqual([null, 'ada'])
  // The lock of a tab that is gone is the next one's.
  request.mockImplementation((async (_name: string, act: () => unknown) => act()) as typeof locks.request)
  await other.check()
  request.mockRestore()
  expect([other.account.value, other.isExpired.value, device.told]).toEqual([null, false, ['use guest']])

  // Closed even earlier, before the server had heard of it.
  localStorage.setItem('driftless:account', JSON.stringify(ada))
  localStorage.setItem('driftless:owed-sign-out', '1')
  session = { user: ada }
  const next = createAccountSession(notedDevice())
  next.start()
  await next.check()
  expect([next.account.value, next.isExpired.value]).toEqual([null, false])

  session = { user: ada }
  await next.signIn({ email: ada.email, password: 'long enough' })
  expect([next.account.value, rememberedAccount(), owedClearing.accountId()]).toEqual([ada, ada, null])
  cleared.resolve(undefined)
  await signedOut
})

test('what a tab was just doing for an account is not forgotten because another tab hears of the account', async () => {
  const act = { id: '1', owner: 'ada', added: { listId: 'list', title: 'Milk', options: {} } }
  localStorage.setItem('driftless:ahead:other:1', JSON.stringify(act))
  const { start, check, account } = createAccountSession(notedDevice())
  start()
  await check()
  expect(account.value).toEqual(ada)
  expect(localStorage.getItem('driftless:ahead:other:1')).toContain('Milk')
  sayElsewhere(null)
  await vi.waitFor(() => expect(account.value).toBeNull())
  expect(localStorage.getItem('driftless:ahead:other:1')).toBeNull()
})

test('where storage is forbidden, the page itself remembers who it is', async () => {
  const forbidden = () => { throw new DOMException('The operation is insecure.', 'SecurityError') }
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden })
  const { start, signIn, signOut, account, follow } = createAccountSession(notedDevice())
  start()
  await signIn({ email: ada.email, password: 'long enough' })
  follow()
  expect([account.value, rememberedAccount()]).toEqual([ada, ada])
  await signOut()
  expect([account.value, rememberedAccount()]).toEqual([null, null])
})
