import { z } from 'zod'
import { environment } from '../environment.ts'
import { ApiError } from '../http/api-error.ts'

const patience = 10_000

/**
 * Asks the embedded sync service what only it knows.
 * @throws {ApiError} 422 `sync_external` where the service is another, which has no such interface; 502 where it does not answer
 */
export async function askSyncService<Schema extends z.ZodType>(path: 'row' | 'status', question: unknown, schema: Schema): Promise<z.output<Schema>> {
  const { syncUpstream, syncAdminToken } = environment
  if (!syncUpstream || !syncAdminToken) throw new ApiError(422, 'sync_external', externalNotice)
  const body: unknown = await post(`${syncUpstream}/api/inspect/v1/${path}`, syncAdminToken, question)
  return schema.parse(z.object({ data: z.unknown() }).parse(body).data)
}

export const externalNotice = 'The sync service is not the embedded one. Which rows, buckets and clients it has, only it can tell: ask its diagnostics API or its dashboard.'

async function post(url: string, token: string, question: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal: AbortSignal.timeout(patience),
  }).catch((cause: unknown) => {
    throw new ApiError(502, 'sync_unavailable', 'The sync service cannot be reached at the moment.', { retryAfter: 5, cause })
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return body
  const { data } = z.object({ error: z.object({ code: z.string(), description: z.string().optional(), details: z.string().optional() }) }).safeParse(body)
  throw new ApiError(502, 'sync_refused', `The sync service answers ${answer.status}${data ? `: ${data.error.code} ${data.error.details ?? data.error.description ?? ''}` : ''}.`)
}
