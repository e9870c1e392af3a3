import type { Account } from './account'
import { keptMark } from './kept-mark'
import { owedClearing } from './owed-sign-out'

/**
 * The account that last used this browser, so that the app opens with it offline.
 * No secret: the session itself is an HttpOnly cookie.
 */
const mark = keptMark('driftless:account')

export function rememberedAccount(): Account | null {
  try {
    const account = accountFrom(JSON.parse(mark.read() ?? 'null'))
    // Who signed out in a tab that was closed in the middle of it has signed out.
    return account?.id === owedClearing.accountId() ? null : account
  }
  catch {
    // Something that is not ours: the session will say who this is.
    return null
  }
}

export function rememberAccount(account: Account | null): void {
  mark.keep(account && JSON.stringify(account))
}

/** What another page wrote or said, which may be of another version. */
export function accountFrom(value: unknown): Account | null {
  if (typeof value !== 'object' || value === null) return null
  const { id, name, email } = value as Partial<Record<string, unknown>>
  return typeof id === 'string' && typeof name === 'string' && typeof email === 'string' ? { id, name, email } : null
}
