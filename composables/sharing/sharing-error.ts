import type { SharingErrorCode } from './SharingError'
import { isFetchError, referenceOf } from '~/composables/account/fetch-error'
import { SharingError } from './SharingError'

/** Turns a failed call to the invitation endpoints into words. */
export function sharingErrorOf(cause: unknown): SharingError {
  const code = codeOf(cause)
  const reference = code === 'server_away' && isFetchError(cause) ? referenceOf(cause) : ''
  return new SharingError(code, messages[code] + reference, { cause })
}

const messages: Readonly<Record<SharingErrorCode, string>> = {
  offline: 'Links need the network. Try again when you are connected.',
  signed_out: 'Sign in first, then try again.',
  not_allowed: 'Only the owner of a list can share it.',
  invitation_closed: 'This invitation is not open any more. Ask for a new link.',
  limit_reached: 'This list has as many people or open links as it can have.',
  server_away: 'The server cannot answer right now. Please try again in a moment.',
  unknown: 'That did not work. Please try again.',
}

function codeOf(cause: unknown): SharingErrorCode {
  if (!isFetchError(cause)) return 'unknown'
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
