/** An upload that did not happen; the edits stay in the queue and the SDK tries again. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
  readonly code: 'unreachable' | 'signed_out' | 'server_away' | 'unreadable_answer'
  readonly status: number | undefined

  constructor(code: UploadError['code'], message: string, options: { status?: number, cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.status = options.status
  }
}
