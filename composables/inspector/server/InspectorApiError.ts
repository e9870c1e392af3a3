/** A call of the Inspector's routes that failed. `code` is the server's, or `no_answer`. */
export class InspectorApiError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'InspectorApiError'
    this.code = code
  }
}
