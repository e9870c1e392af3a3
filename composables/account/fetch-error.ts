/** What `$fetch` throws: without a status there was no answer at all. */
export interface FetchError extends Error {
  readonly status?: number
  /** The body of the answer. */
  readonly data?: unknown
}

/** By its name: the class belongs to a package of Nuxt's, which may be there more than once. */
export function isFetchError(cause: unknown): cause is FetchError {
  return cause instanceof Error && cause.name === 'FetchError'
}
