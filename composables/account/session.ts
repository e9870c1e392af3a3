import type { Ref } from 'vue'
import type { Account } from './account'
import { shallowReadonly, shallowRef } from 'vue'
import { authApi } from './auth-api'
import { AccountError } from './AccountError'
import { forgetWarmRows } from '~/composables/sync/warm-rows'
import { forgetDrafts } from '~/composables/todo/drafts'
import { forgetActs } from '~/composables/todo/kept-acts'
import { rememberAccount, rememberedAccount } from './remembered-account'
import { announceAccount, onAccountElsewhere } from './account-channel'
import { clearingLock, owedClearing, owedSignOut } from './owed-sign-out'
import { inTurnOfTabs } from './session-turn'

/** What the device does when the account changes; the PowerSync plugin is the one that knows how. */
export interface Device {
  /** Shows this account's database (or the guest's) from now on and starts to sync it, unless it does so already. Nobody waits for storage here. */
  use: (account: Account | null) => void
  /** Connects again after the session was renewed. */
  resume: () => void
  /** Edits that only this device has. */
  unsent: () => Promise<number>
  /** Stops syncing and removes every row of the account from this device. */
  clear: () => Promise<void>
}

export interface AccountSession {
  account: Readonly<Ref<Account | null>>
  /** The session is resolved, or an account is remembered on this device. False on the server and while hydrating. */
  isKnown: Readonly<Ref<boolean>>
  /** The server no longer knows the session: edits stay here until the person signs in again. */
  isExpired: Readonly<Ref<boolean>>
  signUp: (form: { name: string, email: string, password: string }) => Promise<void>
  signIn: (form: { email: string, password: string }) => Promise<void>
  /** @throws AccountError `unsent_edits` while edits exist only here, unless `discardUnsent` */
  signOut: (options?: { discardUnsent?: boolean }) => Promise<void>
  /** Asks the server who this is. Without an answer everything stays as it is. */
  check: () => Promise<void>
}

/** The session of this tab. `start` says when the state may be shown (after hydration). */
export function createAccountSession(device: Device): AccountSession & { start: () => void, expire: () => void, follow: () => void } {
  const account = shallowRef<Account | null>(null)
  const isKnown = shallowRef(false)
  const isExpired = shallowRef(false)
  let isStarted = false
  /** How often somebody signed in or out, here or in another tab. */
  let changes = 0

  function become(next: Account | null) {
    const changed = account.value?.id !== next?.id
    const wasExpired = isExpired.value
    rememberAccount(next)
    if (changed) for (const forget of [forgetWarmRows, forgetActs, forgetDrafts]) forget()
    isExpired.value = false
    if (changed) device.use(next)
    else if (wasExpired) device.resume()
    // In the same turn as the database, so that nobody's rows are asked for under another's name.
    account.value = next
    isKnown.value = true
  }

  async function check() {
    if (owedSignOut.isOwed()) await inTurnOfTabs(payOwed)
    const [asked, remembered] = [changes, rememberedAccount()?.id]
    const current = await authApi.session()
    // An answer from before somebody signed in or out would take that back.
    if (asked !== changes || remembered !== rememberedAccount()?.id) return await check()
    if (current) become(current)
    else await end()
    isKnown.value = true
  }

  /** The session has ended. */
  async function end() {
    const isSignedOut = () => account.value !== null && owedClearing.accountId() === account.value.id
    // Another tab is at it, and will say when it has done so; or it was closed before.
    if (isSignedOut()) await navigator.locks.request(clearingLock, async () => undefined)
    if (isSignedOut()) become(null)
    else isExpired.value = account.value !== null
  }

  async function payOwed() {
    if (!owedSignOut.isOwed()) return
    await authApi.signOut()
    owedSignOut.paid()
  }

  async function signOut({ discardUnsent = false } = {}) {
    const unsent = await device.unsent()
    if (unsent > 0 && !discardUnsent) {
      throw new AccountError('unsent_edits', useWords().t('account.unsent', { count: unsent }), { unsent })
    }
    // From here on the person has signed out, also if this tab is closed before all of it is done: the next start does the rest.
    if (account.value) owedClearing.owe(account.value.id)
    owedSignOut.owe()
    await navigator.locks.request(clearingLock, async () => {
      // The cookie cannot always be reached from here: it is given back as soon as the server answers.
      await inTurnOfTabs(payOwed).catch((error: unknown) => error instanceof AccountError || report(error))
      await device.clear().then(owedClearing.paid).catch(report)
    })
    changes++
    become(null)
    announceAccount(null)
  }

  async function enter(signIn: () => Promise<Account>) {
    await inTurnOfTabs(async () => {
      // It is the last session that is given back, not the one that begins.
      await payOwed().catch(() => undefined)
      const next = await signIn()
      owedSignOut.paid()
      if (owedClearing.accountId() === next.id) owedClearing.paid()
      changes++
      become(next)
      announceAccount(next)
    })
  }

  /** Another tab signed in or out. What the server rendered knows no account: it may show only when the page is hydrated. */
  function followTo(next: Account | null) {
    changes++
    if (isStarted) become(next)
    else rememberAccount(next)
  }
  onAccountElsewhere(followTo)

  return {
    account: shallowReadonly(account),
    isKnown: shallowReadonly(isKnown),
    isExpired: shallowReadonly(isExpired),
    signUp: form => enter(() => authApi.signUp(form)),
    signIn: form => enter(() => authApi.signIn(form)),
    signOut,
    check,
    /** Another tab may have signed in or out while this one was asleep and heard nothing. */
    follow() {
      const remembered = rememberedAccount()
      if (isStarted && remembered?.id !== account.value?.id) followTo(remembered)
    },
    expire: () => { isExpired.value = account.value !== null },
    start() {
      isStarted = true
      account.value = rememberedAccount()
      isKnown.value = account.value !== null
    },
  }
}

function report(error: unknown): void {
  console.error('Not all of the sign-out could be done; the rest is done later', error)
}
