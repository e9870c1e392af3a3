export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text; lines end in \n. */
  readonly text: string
}

/** Sends a mail, or throws a {@link MailError}. */
export type SendMail = (mail: Mail) => Promise<void>

/** The mail did not reach the next mail server. */
export class MailError extends Error {
  readonly code = 'mail'

  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MailError'
  }
}
