import { WordedError } from '~/composables/WordedError'

export type SharingErrorCode = 'offline' | 'signed_out' | 'not_allowed' | 'invitation_closed' | 'limit_reached' | 'server_away' | 'unknown'

/** Why sharing did not happen. */
export class SharingError extends WordedError {
  override readonly name = 'SharingError'
  readonly code: SharingErrorCode

  constructor(code: SharingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
