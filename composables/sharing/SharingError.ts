export type SharingErrorCode = 'offline' | 'signed_out' | 'not_allowed' | 'invitation_closed' | 'limit_reached' | 'server_away' | 'unknown'

/** Why sharing did not happen, in words that can be shown as they are. */
export class SharingError extends Error {
  override readonly name = 'SharingError'
  readonly code: SharingErrorCode

  constructor(code: SharingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
