/** An answer that is not 2xx, on purpose. The message is for people; `code` is stable. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | undefined

  constructor(status: number, code: string, message: string, details: { field?: string, retryAfter?: number, cause?: unknown } = {}) {
    super(message, { cause: details.cause })
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.field = details.field
    this.retryAfter = details.retryAfter
  }
}
