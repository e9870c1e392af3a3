import type { Account } from './account'
import { accountErrorOf } from './account-error-of'
import { patience } from './patience'

/** Milliseconds, where nobody has to be waited for: what the server does not hear now it hears later. */
const shortPatience = 8_000

/** better-auth's HTTP endpoints. All of them throw {@link AccountError}. */
export const authApi = {
  signUp: (body: { name: string, email: string, password: string }) => post('/api/auth/sign-up/email', body).then(accountIn),
  signIn: (body: { email: string, password: string }) => post('/api/auth/sign-in/email', body).then(accountIn),
  signOut: () => post('/api/auth/sign-out', {}, shortPatience),
  /** The account of the session cookie, or null without a valid one. */
  session: async (): Promise<Account | null> => {
    const answer: unknown = await $fetch<unknown>('/api/auth/get-session', { retry: 0, timeout: patience }).catch(rethrow)
    return answer === null || answer === undefined || answer === '' ? null : accountIn(answer)
  },
}

function post(path: string, body: Record<string, string>, timeout = patience): Promise<unknown> {
  return $fetch<unknown>(path, { method: 'POST', body, retry: 0, timeout }).catch(rethrow)
}

function accountIn(answer: unknown): Account {
  const user = property(answer, 'user')
  const [id, name, email] = [property(user, 'id'), property(user, 'name'), property(user, 'email')]
  if (typeof id !== 'string' || typeof email !== 'string') throw accountErrorOf(new TypeError('The answer names no account'))
  return { id, email, name: typeof name === 'string' ? name : email }
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}

function rethrow(cause: unknown): never {
  throw accountErrorOf(cause)
}
