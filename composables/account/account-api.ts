import { accountErrorOf } from './account-error-of'
import { AccountError } from './AccountError'
import { isFetchError } from './fetch-error'
import { patience } from './patience'

/** A browser or device that is signed in to the account. */
export interface SignedInDevice {
  id: string
  /** What the session is ended by. Never shown. */
  token: string
  userAgent: string
  /** ISO 8601; used again at most a day later than this says. */
  usedAt: string
  isThisOne: boolean
}

/** What better-auth offers to who is signed in, or cannot sign in any more. All of them throw {@link AccountError} with words for people. */
export const accountApi = {
  requestPasswordReset: (email: string) => call('/request-password-reset', { email }),
  resetPassword: (body: { token: string, newPassword: string }) => call('/reset-password', body),
  /** Signs every other device out, if asked to. */
  changePassword: (body: { currentPassword: string, newPassword: string, revokeOtherSessions: boolean }) => call('/change-password', body),
  revokeSession: (token: string) => call('/revoke-session', { token }),
  revokeOtherSessions: () => call('/revoke-other-sessions', {}),
  /** Deletes the account and everything that is its alone. There is no way back. */
  deleteAccount: (password: string) => call('/delete-user', { password }),
  /** This one first, then the last used. */
  async sessions(): Promise<SignedInDevice[]> {
    const [all, current] = await Promise.all([get('/list-sessions'), get('/get-session')])
    const token = text(fieldsIn(fieldsIn(current).session).token)
    return (Array.isArray(all) ? all : []).map(fieldsIn).map(session => ({
      id: text(session.id),
      token: text(session.token),
      userAgent: text(session.userAgent),
      usedAt: text(session.updatedAt),
      isThisOne: text(session.token) === token,
    })).sort((one, other) => Number(other.isThisOne) - Number(one.isThisOne) || other.usedAt.localeCompare(one.usedAt))
  },
}

async function call(path: string, body: Record<string, string | boolean>): Promise<void> {
  await request(path, { method: 'POST', body })
}

function get(path: string): Promise<unknown> {
  return request(path, { cache: 'no-store' })
}

function request(path: string, options: { method?: 'POST', body?: Record<string, string | boolean>, cache?: 'no-store' }): Promise<unknown> {
  return $fetch<unknown>(`/api/auth${path}`, { ...options, retry: 0, timeout: patience }).catch((cause: unknown) => { throw errorOf(cause) })
}

/** Where the forms mean something else than a sign-in does by the same code. */
function errorOf(cause: unknown): AccountError {
  if (!isFetchError(cause)) return accountErrorOf(cause)
  const code = text(fieldsIn(cause.data).code)
  if (code === 'INVALID_PASSWORD') return new AccountError('wrong_credentials', useWords().t('errors.notYourPassword'), { field: 'password', cause })
  if (code === 'INVALID_TOKEN') return new AccountError('unknown', useWords().t('errors.linkUsed'), { cause })
  if (code === 'RESET_PASSWORD_DISABLED') return new AccountError('unknown', useWords().t('errors.noResetMail'), { cause })
  if (cause.status === 401) return new AccountError('unknown', useWords().t('errors.signedOut'), { cause })
  return accountErrorOf(cause)
}

function fieldsIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
