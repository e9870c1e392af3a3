import type { BucketRequest, CompiledSyncStream, SourceTableName, StreamParameters, StreamQuerier, SyncConfig } from '../sync-config.ts'
import type { RequestValues, SourceRecord } from './evaluate.ts'
import type { FindRows } from './explain-conditions.ts'
import type { Condition, QueryExplanation } from './explanation.ts'
import { explainConditions } from './explain-conditions.ts'
import { explainRequestFilter } from './explain-request.ts'
import { expressionText } from './expression-text.ts'
import { conditionTexts, where } from './parameter-text.ts'

export interface RowAndPerson {
  config: SyncConfig
  table: SourceTableName
  /** The row as the sync config sees it; undefined where there is none, and then only the queries are told. */
  record: SourceRecord | undefined
  request: BucketRequest
  findRows: FindRows
}

/**
 * Each query that reads a table for devices, with how its conditions stand for the row and the person; once for each subscription where there
 * are several. Undefined for a sync config of the older form, whose queries cannot be taken apart.
 */
export async function explainQueries(asked: RowAndPerson): Promise<QueryExplanation[] | undefined> {
  const { config: { plan }, table } = asked
  if (!plan) return undefined
  const explained: QueryExplanation[] = []
  for (const stream of plan.streams) {
    for (const querier of stream.queriers) {
      for (const source of querier.bucket.sources) {
        if (!source.sourceTable.toTablePattern('public').matches({ connectionTag: 'default', ...table })) continue
        for (const variant of variantsOf(stream, asked.request)) explained.push(await explainQuery(asked, stream, querier, source, variant))
      }
    }
  }
  return explained
}

interface Variant {
  subscribed: boolean
  parameters: StreamParameters | null
}

function variantsOf({ stream }: CompiledSyncStream, { subscriptions, includeDefaults }: BucketRequest): Variant[] {
  const explicit = subscriptions.filter(({ stream: name }) => name === stream.name)
    .map(({ parameters }) => ({ subscribed: true, parameters: parameters ?? {} }))
  const automatic = stream.isSubscribedByDefault && includeDefaults ? [{ subscribed: true, parameters: null }] : []
  const variants = [...automatic, ...explicit]
  return variants.length > 0 ? variants : [{ subscribed: false, parameters: null }]
}

type Source = StreamQuerier['bucket']['sources'][number]

async function explainQuery(
  asked: RowAndPerson, { stream }: CompiledSyncStream, querier: StreamQuerier, source: Source, { subscribed, parameters }: Variant,
): Promise<QueryExplanation> {
  const { config, record, request: { token, connectionParameters }, findRows } = asked
  const request: RequestValues = {
    auth: JSON.stringify(token),
    connection: JSON.stringify(connectionParameters),
    subscription: parameters && JSON.stringify(parameters),
  }
  const conditions: Condition[] = [
    ...(subscribed ? [] : [missingSubscription(stream.name)]),
    ...querier.requestFilters.map(filter => explainRequestFilter(config, request, filter)),
    ...(record ? await explainConditions({ config, request, findRows, depth: 0 }, source, record, querier.sourceInstantiation) : []),
  ]
  return {
    stream: stream.name,
    automatic: stream.isSubscribedByDefault,
    subscribed,
    parameters,
    sql: sqlOf(querier, source),
    matches: record !== undefined && conditions.every(({ holds }) => holds),
    conditions,
  }
}

function missingSubscription(stream: string): Condition {
  const text = `The stream "${stream}" comes only to a device that subscribes to it, and none of the subscriptions given is to it.`
  return { sql: `subscription to "${stream}"`, holds: false, text, because: [] }
}

function sqlOf({ requestFilters, sourceInstantiation }: StreamQuerier, source: Source): string {
  const columns = source.columns.map(column => column === 'star' ? '*' : `${expressionText(column.expr)} AS ${column.alias}`)
  const conditions = [...requestFilters.map(filter => expressionText(filter, 3)), ...conditionTexts(source, sourceInstantiation)]
  return `SELECT ${columns.join(', ')} FROM ${source.sourceTable.tablePattern}${where(conditions)}`
}
