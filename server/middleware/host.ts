import { defineEventHandler } from 'h3'
import { ApiError } from '../http/api-error.ts'
import { answerError } from '../http/api-handler.ts'

/** A request that does not say for whom it is, is none (https://www.rfc-editor.org/rfc/rfc9112#section-3.2). */
export default defineEventHandler((event) => {
  const field: unknown = event.context.falseHost
  if (typeof field !== 'string') return
  return answerError(event, new ApiError(400, 'false_host', `The header ${field} names no host. A proxy before us must pass the address on as the browser gave it.`, { field }))
})
