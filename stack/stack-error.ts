/** A failure that the person at the keyboard can understand: `message` says what happened and what to do, `code` names it for programs and tests. */
export class StackError extends Error {
  override readonly name = 'StackError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
