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
import { owedSignOut } from './owed-sign-out'

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
    if (owedSignOut.isOwed()) await authApi.signOut().then(() => owedSignOut.paid())
    const current = await authApi.session()
    if (current) become(current)
    else if (account.value) isExpired.value = true
    isKnown.value = true
  }

  async function signOut({ discardUnsent = false } = {}) {
    const unsent = await device.unsent()
    if (unsent > 0 && !discardUnsent) {
      throw new AccountError('unsent_edits', useWords().t('account.unsent', { count: unsent }), { unsent })
    }
    await authApi.signOut().catch((error: unknown) => {
      if (!(error instanceof AccountError)) throw error
      // The cookie cannot be reached from here: it is given back as soon as the server answers.
      owedSignOut.owe()
    })
    await device.clear()
    become(null)
    announceAccount()
  }

  async function enter(signedIn: Promise<Account>) {
    become(await signedIn)
    announceAccount()
  }

  /** Another tab may have signed in or out, also while this one was asleep. */
  function follow() {
    const remembered = rememberedAccount()
    if (isKnown.value && remembered?.id !== account.value?.id) become(remembered)
  }
  onAccountElsewhere(() => become(rememberedAccount()))

  return {
    account: shallowReadonly(account),
    isKnown: shallowReadonly(isKnown),
    isExpired: shallowReadonly(isExpired),
    signUp: form => enter(authApi.signUp(form)),
    signIn: form => enter(authApi.signIn(form)),
    signOut,
    check,
    follow,
    expire: () => { isExpired.value = account.value !== null },
    start() {
      account.value = rememberedAccount()
      isKnown.value = account.value !== null
    },
  }
}
