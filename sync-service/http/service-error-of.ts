import { ServiceError } from '../protocol/service-error.ts'
import { sqlState } from '../replication/source-error.ts'

/** What a client hears of an error: that Postgres cannot be asked now, so that it comes again, or that something is wrong here. */
export function serviceErrorOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const details = error instanceof Error ? error.message : String(error)
  if (isSourceAway(error)) return new ServiceError(503, 'PSYNC_S1101', 'The source database cannot be asked now', details)
  return new ServiceError(500, 'PSYNC_S2001', 'Internal error', details)
}

/** Postgres ends connections, has no more of them or is just starting (its SQLSTATE says so), or nobody answers at its address. */
function isSourceAway(error: unknown): boolean {
  const code = sqlState(error) ?? ''
  return /^(?:08|53|57P)...?$/.test(code) || networkErrors.has(code) || (error instanceof Error && lostConnection.test(error.message))
}

const networkErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

/** How the pg client says that a connection ended under a query, before it, or did not come in time. It gives no codes. */
const lostConnection = /^Connection terminated|is not queryable$|^timeout expired$/
