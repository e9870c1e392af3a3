import type { Account } from './account'

/**
 * The account that last used this browser, so that the app opens with it offline.
 * No secret: the session itself is an HttpOnly cookie.
 */
const key = 'driftless:account'

export function rememberedAccount(): Account | null {
  try {
    return accountFrom(JSON.parse(localStorage.getItem(key) ?? 'null'))
  }
  catch {
    // Storage is forbidden, or holds something that is not ours: the session will say who this is.
    return null
  }
}

export function rememberAccount(account: Account | null): void {
  try {
    if (account) localStorage.setItem(key, JSON.stringify(account))
    else localStorage.removeItem(key)
  }
  catch {
    // A browser that forbids storage still works for this visit.
  }
}

function accountFrom(value: unknown): Account | null {
  if (typeof value !== 'object' || value === null) return null
  const { id, name, email } = value as Partial<Record<string, unknown>>
  return typeof id === 'string' && typeof name === 'string' && typeof email === 'string' ? { id, name, email } : null
}
