/**
 * Another transaction was in the way: the same again, on a fresh snapshot, will do. Unique and foreign keys count too: the row
 * may have come or gone since the snapshot.
 */
export function isContention(error: unknown): boolean {
  const code = sqlState(error)
  return code !== undefined && ['40001', '40P01', '23505', '23503'].includes(code)
}

/** Postgres will never take these values (classes 22 and 23), however often they come. */
export function isUnfitData(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '')
}

/** Postgres cannot be reached or is going down or full: the client keeps its queue and comes again. */
export function isDatabaseAway(error: unknown): boolean {
  const code = errorCode(error)
  if (code !== undefined) return networkCodes.has(code) || /^(?:08|53|57P)/.test(code)
  return error instanceof Error && connectionLost.test(error.message)
}

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH'])

/** The driver's own errors have no code. */
const connectionLost = /connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/i

function sqlState(error: unknown): string | undefined {
  const code = errorCode(error)
  return code?.length === 5 ? code : undefined
}

function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
