import type { BucketRequest, StreamParameters } from '../streams/sync-config.ts'
import { z } from 'zod'
import { ServiceError } from './service-error.ts'

const parameters = z.custom<StreamParameters>(value => typeof value === 'object' && !Array.isArray(value))
const opId = z.union([z.string(), z.number()]).transform(value => Number(value)).refine(value => value >= 0, 'should be a decimal number')

const schema = z.object({
  buckets: z.array(z.object({ name: z.string(), after: opId })).nullish(),
  raw_data: z.boolean().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  app_metadata: z.record(z.string(), z.string()).nullish(),
  client_id: z.string().nullish(),
  streams: z.object({
    include_defaults: z.boolean().nullish(),
    subscriptions: z.array(z.object({
      stream: z.string(),
      parameters: parameters.nullish(),
      override_priority: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullish(),
    })).nullish(),
  }).nullish(),
})

/** What a client asks of a sync stream. */
export interface StreamRequest {
  /** Positions that the client already has, by bucket name. */
  positions: Map<string, number>
  /** Rows as JSON text inside the operation, as against nested objects. */
  rawData: boolean
  clientId: string | undefined
  parameters: BucketRequest['connectionParameters']
  appMetadata: Record<string, string>
  includeDefaults: boolean
  subscriptions: BucketRequest['subscriptions']
}

/** Checks the body of `/sync/stream`; fields that are not known are ignored. Throws ServiceError PSYNC_S2001. */
export function parseStreamRequest(body: unknown): StreamRequest {
  const parsed = schema.safeParse(typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {})
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new ServiceError(400, 'PSYNC_S2001', 'The request is not valid', issues.join('; '))
  }
  const { buckets, raw_data, client_id, streams, parameters, app_metadata } = parsed.data
  return {
    positions: new Map(buckets?.map(({ name, after }) => [name, after])),
    rawData: raw_data ?? false,
    clientId: client_id ?? undefined,
    parameters: parameters ?? {},
    appMetadata: app_metadata ?? {},
    includeDefaults: streams?.include_defaults ?? true,
    subscriptions: (streams?.subscriptions ?? []).map(({ stream, parameters, override_priority }) => ({
      stream,
      parameters: parameters ?? null,
      priority: override_priority ?? null,
    })),
  }
}
