import type { H3Event } from 'h3'
import { defineEventHandler, getRequestHeader } from 'h3'
import { ApiError } from '../http/api-error.ts'
import { answerError } from '../http/api-handler.ts'
import { isOwnOrigin } from '../http/own-origin.ts'

/**
 * Other sites cannot act for a person who is signed in here: what changes something must come from our own origin (browsers
 * always say where from; programs without one may pass, they have no cookies of others) and must be JSON, which no form can send.
 */
export default defineEventHandler((event) => {
  if (!event.path.startsWith('/api/') || ['GET', 'HEAD', 'OPTIONS'].includes(event.method)) return
  const refusal = findFault(event)
  if (refusal) return answerError(event, refusal)
})

function findFault(event: H3Event): ApiError | undefined {
  const origin = getRequestHeader(event, 'origin')
  if ((origin !== undefined && !isOwnOrigin(event, origin)) || getRequestHeader(event, 'sec-fetch-site') === 'cross-site') {
    return new ApiError(403, 'foreign_origin', 'This request comes from another site. If this is your own address behind a proxy, set DRIFTLESS_PUBLIC_URL to it.', { field: 'origin' })
  }
  const { 'content-length': length, 'transfer-encoding': encoding } = event.node.req.headers
  const hasBody = encoding !== undefined || Number(length ?? 0) > 0
  if (hasBody && !/^application\/json\b/i.test(getRequestHeader(event, 'content-type') ?? '')) {
    return new ApiError(415, 'not_json', 'Send JSON, with content-type: application/json.', { field: 'content-type' })
  }
}
