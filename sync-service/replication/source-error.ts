/** Something about the source database has to be changed by a person. The message says what, in one sentence, and how. */
export class SourceError extends Error {
  override name = 'SourceError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The slot, or what it promised to keep, is gone: rows have to be copied again. */
export class SlotLostError extends Error {
  override name = 'SlotLostError'
  readonly code = 'PSYNC_S1146'
}

/** Postgres' SQLSTATE of an error, if it comes from Postgres. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
