import type { AccountErrorCode, AccountField } from './AccountError'
import type { MessageKey } from '~/i18n/message-key'
import { passwordLimits } from '~/shared/limits'
import { isFetchError, isOverdue, referenceOf } from './fetch-error'
import { AccountError } from './AccountError'

/** Turns a failed call to the account endpoints into words. The codes are better-auth's (`BASE_ERROR_CODES`). */
export function accountErrorOf(cause: unknown): AccountError {
  const { t } = useWords()
  if (!isFetchError(cause)) return new AccountError('unknown', t('errors.somethingWrong'), { cause })
  if (isOverdue(cause)) return new AccountError('no_answer', t('errors.noAnswer'), { cause })
  if (cause.status === undefined) return new AccountError('offline', t('errors.offline'), { cause })
  const known = messages[codeOf(cause.data)]
  if (known) return new AccountError(known.code, t(known.key, passwordLimits), { field: known.field, cause })
  if (cause.status === 429) return new AccountError('too_many_attempts', t('errors.tooManyAttempts'), { cause })
  if (cause.status >= 500) {
    const id = referenceOf(cause)
    return new AccountError('server_away', id ? t('errors.serverAwayQuote', { id }) : t('errors.serverAway'), { cause })
  }
  return new AccountError('unknown', t('errors.notAccepted'), { cause })
}

interface Known {
  code: AccountErrorCode
  key: MessageKey
  field?: AccountField
}

const wrongCredentials: Known = { code: 'wrong_credentials', key: 'errors.wrongCredentials', field: 'password' }
const emailTaken: Known = { code: 'email_taken', key: 'errors.emailTaken', field: 'email' }

const messages: Readonly<Record<string, Known>> = {
  INVALID_EMAIL_OR_PASSWORD: wrongCredentials,
  INVALID_PASSWORD: wrongCredentials,
  USER_NOT_FOUND: wrongCredentials,
  CREDENTIAL_ACCOUNT_NOT_FOUND: wrongCredentials,
  USER_ALREADY_EXISTS: emailTaken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: emailTaken,
  INVALID_EMAIL: { code: 'invalid_email', key: 'errors.invalidEmail', field: 'email' },
  PASSWORD_TOO_SHORT: { code: 'password_too_short', key: 'errors.passwordTooShort', field: 'password' },
  PASSWORD_TOO_LONG: { code: 'password_too_long', key: 'errors.passwordTooLong', field: 'password' },
}

function codeOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' ? data.code : ''
}
