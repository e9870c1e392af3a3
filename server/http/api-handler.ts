import type { H3Event } from 'h3'
import { defineEventHandler, setResponseHeader, setResponseStatus } from 'h3'
import { UploadUnavailable } from '../uploads/apply-transaction.ts'
import { isDatabaseAway } from '../uploads/database-errors.ts'
import { MalformedUpload, UploadTooLarge } from '../uploads/read-upload.ts'
import { ApiError } from './api-error.ts'
import { logError, requestId } from './request-log.ts'

/**
 * A handler of our API: answers JSON that no cache keeps, and every error as `{ code, message, field?, request_id }`
 * in plain words. What nobody expected is logged under the request's id and answered without its details.
 */
export function apiHandler<T>(handle: (event: H3Event) => Promise<T>) {
  return defineEventHandler(async (event) => {
    setResponseHeader(event, 'cache-control', 'no-store')
    try {
      return await handle(event)
    }
    catch (error) {
      return answerError(event, asApiError(event, error))
    }
  })
}

/** Answers an error in the shape that all of the API's errors have. */
export function answerError(event: H3Event, { status, code, message, field, retryAfter }: ApiError) {
  setResponseStatus(event, status)
  if (retryAfter !== undefined) setResponseHeader(event, 'retry-after', retryAfter)
  return { code, message, ...(field !== undefined && { field }), request_id: requestId(event) }
}

function asApiError(event: H3Event, error: unknown): ApiError {
  if (error instanceof ApiError) {
    if (error.status >= 500) logError(event, error)
    return error
  }
  if (error instanceof MalformedUpload) return new ApiError(400, error.code, error.message, { field: error.field })
  if (error instanceof UploadTooLarge) return new ApiError(413, error.code, error.message)
  if (error instanceof UploadUnavailable || isDatabaseAway(error)) {
    logError(event, error)
    return new ApiError(503, 'unavailable', 'The database cannot be reached at the moment. Nothing is lost: try again shortly.', { retryAfter: 5 })
  }
  logError(event, error)
  return new ApiError(500, 'internal', 'Something went wrong on our side. If it stays, tell us the request id.')
}
