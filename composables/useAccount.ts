import type { AccountSession } from '~/composables/account/session'
import { shallowRef } from 'vue'
import { tryUseNuxtApp } from '#imports'

export type { Account } from '~/composables/account/account'
export { AccountError } from '~/composables/account/AccountError'

/** Who uses this browser. Every action throws {@link AccountError} with words for the person. */
export function useAccount(): AccountSession {
  return tryUseNuxtApp()?.$account ?? nobody
}

/** On the server, which renders shells and never a person's data. */
const nobody: AccountSession = {
  account: shallowRef(null),
  isKnown: shallowRef(false),
  isExpired: shallowRef(false),
  signUp: notHere,
  signIn: notHere,
  signOut: notHere,
  check: notHere,
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('Accounts are used in the browser only'))
}
