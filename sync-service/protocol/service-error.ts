/** An error that a client or operator gets as `{error: {code, status, description, …}}`. */
export class ServiceError extends Error {
  override name = 'ServiceError'
  readonly status: number
  readonly code: string
  readonly details: string | undefined

  constructor(status: number, code: string, description: string, details?: string) {
    super(description)
    this.status = status
    this.code = code
    this.details = details
  }

  toJSON() {
    const { code, status, message: description, name, details } = this
    return { code, status, description, name, ...(details === undefined ? {} : { details }) }
  }
}
