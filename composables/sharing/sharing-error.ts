import type { SharingErrorCode } from './SharingError'
import type { MessageKey } from '~/i18n/message-key'
import { isFetchError, isOverdue, referenceOf } from '~/composables/account/fetch-error'
import { SharingError } from './SharingError'

/** Turns a failed call to the invitation endpoints into words. */
export function sharingErrorOf(cause: unknown): SharingError {
  const { t } = useWords()
  const code = codeOf(cause)
  const id = code === 'server_away' && isFetchError(cause) ? referenceOf(cause) : null
  return new SharingError(code, id ? t('errors.serverAwayQuote', { id }) : t(keys[code]), { cause })
}

const keys: Readonly<Record<SharingErrorCode, MessageKey>> = {
  offline: 'errors.shareOffline',
  signed_out: 'errors.shareSignedOut',
  not_allowed: 'errors.shareNotAllowed',
  invitation_closed: 'errors.invitationClosed',
  limit_reached: 'errors.shareLimit',
  server_away: 'errors.serverAway',
  unknown: 'errors.failedPlease',
}

function codeOf(cause: unknown): SharingErrorCode {
  if (!isFetchError(cause)) return 'unknown'
  if (isOverdue(cause)) return 'server_away'
  if (cause.status === undefined) return 'offline'
  if (saidCode(cause.data) === 'limit_reached') return 'limit_reached'
  if (cause.status === 401) return 'signed_out'
  if (cause.status === 403) return 'not_allowed'
  if (cause.status === 404 || cause.status === 410) return 'invitation_closed'
  return cause.status >= 500 ? 'server_away' : 'unknown'
}

/** Our API answers `{ code, message, request_id }`. */
function saidCode(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
}
