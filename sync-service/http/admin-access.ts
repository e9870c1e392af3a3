import type { Exchange, Handler } from './exchange.ts'
import { timingSafeEqual } from 'node:crypto'
import { ServiceError } from '../protocol/service-error.ts'
import { limitConcurrency } from './concurrency.ts'

/** Lets in whoever has one of the configured API tokens, ten at a time. */
export function forAdmins(tokens: string[], handler: Handler): Handler {
  return limitConcurrency(10, 20, async (exchange) => {
    authorize(exchange, tokens)
    await handler(exchange)
  })
}

function authorize({ request }: Exchange, tokens: string[]): void {
  const given = /^(?:Token|Bearer) (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined) throw new ServiceError(401, 'PSYNC_S2106', 'Authentication required')
  const bytes = Buffer.from(given)
  const valid = tokens.some(token => Buffer.byteLength(token) === bytes.length && timingSafeEqual(Buffer.from(token), bytes))
  if (!valid) throw new ServiceError(401, 'PSYNC_S2101', 'Authentication required', 'The API token is not one of api.tokens')
}
