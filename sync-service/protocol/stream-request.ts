import type { BucketRequest, StreamParameters } from '../streams/sync-config.ts'
import { ServiceError } from './service-error.ts'

/** What a client asks of a sync stream. */
export interface StreamRequest {
  /** Positions that the client already has, by bucket name. */
  positions: Map<string, number>
  /** Rows as JSON text inside the operation, as against nested objects. */
  rawData: boolean
  clientId: string | undefined
  parameters: BucketRequest['connectionParameters']
  appMetadata: Record<string, unknown>
  includeDefaults: boolean
  subscriptions: BucketRequest['subscriptions']
}

/** Checks the body of `/sync/stream`; fields that are not known are ignored. Throws ServiceError PSYNC_S2001. */
export function parseStreamRequest(body: Record<string, unknown>): StreamRequest {
  const streams = record(body.streams, 'streams')
  return {
    positions: new Map(list(body.buckets, 'buckets').map(position)),
    rawData: optional(body.raw_data, isBoolean, 'raw_data should be true or false') ?? false,
    clientId: optional(body.client_id, isText, 'client_id should be text'),
    parameters: record(body.parameters, 'parameters'),
    appMetadata: record(body.app_metadata, 'app_metadata'),
    includeDefaults: optional(streams.include_defaults, isBoolean, 'streams.include_defaults should be true or false') ?? true,
    subscriptions: list(streams.subscriptions, 'streams.subscriptions').map(subscription),
  }
}

function position(item: unknown, index: number): [string, number] {
  const { name, after } = record(item, `buckets[${index}]`)
  const opId = Number(after)
  if (!isText(name) || after === '' || after === null || !(opId >= 0)) throw invalid(`buckets[${index}] should have a name and a position`)
  return [name, opId]
}

function subscription(item: unknown, index: number): StreamRequest['subscriptions'][number] {
  const at = `streams.subscriptions[${index}]`
  const { stream, parameters, override_priority } = record(item, at)
  if (!isText(stream)) throw invalid(`${at}.stream should be text`)
  return {
    stream,
    parameters: optional(parameters, isParameters, `${at}.parameters should be an object`) ?? null,
    priority: optional(override_priority, isPriority, `${at}.override_priority should be 0, 1, 2 or 3`) ?? null,
  }
}

function optional<T>(value: unknown, test: (value: unknown) => value is T, message: string): T | undefined {
  if (value === undefined || value === null) return undefined
  if (!test(value)) throw invalid(message)
  return value
}

function record(value: unknown, path: string): Record<string, unknown> {
  return optional(value, isRecord, `${path} should be an object`) ?? {}
}

function list(value: unknown, path: string): unknown[] {
  return optional(value, isList, `${path} should be a list`) ?? []
}

const isBoolean = (value: unknown) => typeof value === 'boolean'
const isText = (value: unknown) => typeof value === 'string'
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isPriority = (value: unknown) => value === 0 || value === 1 || value === 2 || value === 3
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
// Nested values are the business of whoever evaluates the parameters.
const isParameters = (value: unknown): value is NonNullable<StreamParameters> => isRecord(value)

function invalid(details: string): ServiceError {
  return new ServiceError(400, 'PSYNC_S2001', 'The request is not valid', details)
}
