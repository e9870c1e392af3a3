import type { AccountErrorCode, AccountField } from './AccountError'
import { isFetchError, referenceOf } from './fetch-error'
import { AccountError } from './AccountError'

/** Turns a failed call to the account endpoints into words. The codes are better-auth's (`BASE_ERROR_CODES`). */
export function accountErrorOf(cause: unknown): AccountError {
  if (!isFetchError(cause)) return new AccountError('unknown', 'Something went wrong here. Please try again.', { cause })
  if (cause.status === undefined) {
    return new AccountError('offline', 'Driftless could not reach its server. Check the connection and try again.', { cause })
  }
  const known = messages[codeOf(cause.data)]
  if (known) return new AccountError(known.code, known.message, { field: known.field, cause })
  if (cause.status === 429) return new AccountError('too_many_attempts', 'Too many attempts. Wait a minute and try again.', { cause })
  if (cause.status >= 500) return new AccountError('server_away', `The server cannot answer right now. Please try again in a moment.${referenceOf(cause)}`, { cause })
  return new AccountError('unknown', 'The server did not accept this. Check what you typed and try again.', { cause })
}

interface Words {
  code: AccountErrorCode
  message: string
  field?: AccountField
}

const wrongCredentials: Words = { code: 'wrong_credentials', message: 'That email and password do not belong together.', field: 'password' }
const emailTaken: Words = { code: 'email_taken', message: 'There is already an account with this email. Sign in instead.', field: 'email' }

const messages: Readonly<Record<string, Words>> = {
  INVALID_EMAIL_OR_PASSWORD: wrongCredentials,
  INVALID_PASSWORD: wrongCredentials,
  USER_NOT_FOUND: wrongCredentials,
  CREDENTIAL_ACCOUNT_NOT_FOUND: wrongCredentials,
  USER_ALREADY_EXISTS: emailTaken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: emailTaken,
  INVALID_EMAIL: { code: 'invalid_email', message: 'This is not an email address.', field: 'email' },
  PASSWORD_TOO_SHORT: { code: 'password_too_short', message: 'The password needs at least 8 characters.', field: 'password' },
  PASSWORD_TOO_LONG: { code: 'password_too_long', message: 'The password can have at most 128 characters.', field: 'password' },
}

function codeOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' ? data.code : ''
}
