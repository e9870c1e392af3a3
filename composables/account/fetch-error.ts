/** What `$fetch` throws: without a status there was no answer at all. */
export interface FetchError extends Error {
  readonly status?: number
  /** The body of the answer. */
  readonly data?: unknown
  readonly response?: { readonly headers: Headers }
}

/** By its name: the class belongs to a package of Nuxt's, which may be there more than once. */
export function isFetchError(cause: unknown): cause is FetchError {
  return cause instanceof Error && cause.name === 'FetchError'
}

/** Whether the server was given up on: it may have done what it was asked for, or not. */
export function isOverdue(cause: FetchError): boolean {
  return cause.cause instanceof Error && cause.cause.name === 'TimeoutError'
}

/** What a person can quote so that the operator finds the request in the log; null where there was no answer. */
export function referenceOf(cause: FetchError): string | null {
  return cause.response?.headers.get('x-request-id')?.slice(0, 8) ?? null
}
