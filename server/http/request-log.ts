import type { H3Event } from 'h3'
import { randomUUID } from 'node:crypto'
import { getRequestHeader, getRequestURL } from 'h3'

/** The id of a request: a proxy's own, if it looks like one, or a new one. It is answered as `x-request-id` and stands in the log. */
export function requestId(event: H3Event): string {
  const known: unknown = event.context.requestId
  if (typeof known === 'string') return known
  const given = getRequestHeader(event, 'x-request-id')
  const id = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
  event.context.requestId = id
  return id
}

/** Logs a request that was answered as one line of JSON. @param milliseconds from its arrival to the end of the answer */
export function logRequest(event: H3Event, milliseconds: number): void {
  console.log(JSON.stringify({
    time: new Date().toISOString(),
    level: 'info',
    request_id: requestId(event),
    method: event.method,
    path: redactedPath(getRequestURL(event).pathname),
    status: event.node.res.statusCode,
    ms: Math.round(milliseconds),
  }))
}

/** Logs an error as one line of JSON with the request's id. Neither bodies, query strings, cookies nor tokens are written. */
export function logError(event: H3Event, error: unknown): void {
  console.error(JSON.stringify({
    time: new Date().toISOString(),
    level: 'error',
    request_id: requestId(event),
    method: event.method,
    path: redactedPath(getRequestURL(event).pathname),
    error: describe(error),
  }))
}

/** An invitation's token is a key: only its beginning is written. */
export function redactedPath(path: string): string {
  return path.replace(/(\/invit(?:e|ations)\/[\w-]{4})[\w-]+/, '$1…')
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && { code: error.code }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  }
}
