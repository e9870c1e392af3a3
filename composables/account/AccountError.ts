import { WordedError } from '~/composables/WordedError'

export type AccountErrorCode =
  | 'offline'
  | 'no_answer'
  | 'wrong_credentials'
  | 'email_taken'
  | 'invalid_email'
  | 'password_too_short'
  | 'password_too_long'
  | 'too_many_attempts'
  | 'unsent_edits'
  | 'server_away'
  | 'unknown'

export type AccountField = 'name' | 'email' | 'password'

/** Why an account action did not happen. */
export class AccountError extends WordedError {
  override readonly name = 'AccountError'
  readonly code: AccountErrorCode
  /** The form field that the message is about, if it is about one. */
  readonly field: AccountField | undefined
  /** With `unsent_edits`: how many edits only this device has. */
  readonly unsent: number

  constructor(code: AccountErrorCode, message: string, options: { field?: AccountField, unsent?: number, cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.field = options.field
    this.unsent = options.unsent ?? 0
  }
}
