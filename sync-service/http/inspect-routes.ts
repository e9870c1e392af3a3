import type { RowQuestion } from '../replication/explain-row.ts'
import type { SourceValue } from '../streams/sync-config.ts'
import type { InspectOptions } from './inspect-status.ts'
import type { Routes } from './server.ts'
import { ServiceError } from '../protocol/service-error.ts'
import { parseStreamRequest } from '../protocol/stream-request.ts'
import { explainRow } from '../replication/explain-row.ts'
import { forAdmins } from './admin-access.ts'
import { sendData } from './exchange.ts'
import { inspectStatus } from './inspect-status.ts'
import { servedDeployment } from './served-deployment.ts'

/** What people ask who look inside: how it is, and why a row is not with somebody. Needs an API token; it is not part of the protocol. */
export function inspectRoutes(options: InspectOptions): Routes {
  const { config, deployments } = options
  return {
    'POST /api/inspect/v1/status': forAdmins(config.adminTokens, async ({ response }) => sendData(response, await inspectStatus(options))),
    'POST /api/inspect/v1/row': forAdmins(config.adminTokens, async ({ response, parameters }) => {
      const { source, ...answer } = await explainRow(config.source, await servedDeployment(deployments), parseQuestion(parameters))
      sendData(response, { ...answer, source: { published: source.published, row: source.row ? plainRow(source.row) : null }, queries: answer.queries ?? null })
    }),
  }
}

/** `{ table, schema?, id, user_id, claims?, parameters?, streams? }`, the last two as `/sync/stream` takes them. Throws ServiceError PSYNC_S2001. */
function parseQuestion(body: Record<string, unknown>): RowQuestion {
  const { table, schema = 'public', id, user_id: userId, claims } = body
  const invalid = (details: string) => new ServiceError(400, 'PSYNC_S2001', 'The request is not valid', details)
  if (typeof table !== 'string' || typeof schema !== 'string') throw invalid('table and schema should be text')
  if (typeof id !== 'string') throw invalid('id should be text')
  if (typeof userId !== 'string') throw invalid('user_id should be text')
  if (claims !== undefined && (typeof claims !== 'object' || claims === null || Array.isArray(claims))) throw invalid('claims should be an object')
  const { parameters, includeDefaults, subscriptions } = parseStreamRequest({ parameters: body.parameters, streams: body.streams })
  const request = { token: { ...claims, sub: userId }, connectionParameters: parameters, includeDefaults, subscriptions }
  return { table: { schema, name: table }, id, request }
}

/** Integers that JSON has no room for, as text; bytes by their number. */
function plainRow(row: Record<string, SourceValue>): Record<string, string | number | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => {
    if (value instanceof Uint8Array) return [name, `${value.length} bytes`]
    if (typeof value === 'bigint') return [name, Number.isSafeInteger(Number(value)) ? Number(value) : String(value)]
    return [name, value]
  }))
}
