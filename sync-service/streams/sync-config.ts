import type { HydratedSyncConfig, RequestedStream, SourceSchemaDefinition, SyncConfigWithErrors, SyncPlan } from '@powersync/service-sync-rules'
import type { JsonColumn } from './row-json.ts'
import type { SyncConfigProblem } from './sync-config-error.ts'
import {
  BaseJwtPayload,
  CompatibilityOption,
  PrecompiledSyncConfig,
  RequestParameters,
  SqlSyncRules,
  StaticSchema,
  javaScriptExpressionEngine,
  mergeBuckets,
} from '@powersync/service-sync-rules'
import { rowToJson } from './row-json.ts'
import { describeProblem } from './describe-problem.ts'
import { SyncConfigError } from './sync-config-error.ts'

// Only this file and describe-problem.ts know @powersync/service-sync-rules: its interface is not promised to be stable.

/** Compiled streams, for what explains them. */
export type { CompiledSyncStream, ParameterValue, StreamQuerier, TableProcessor } from '@powersync/service-sync-rules'

type ExpressionEngine = ReturnType<typeof javaScriptExpressionEngine>
export type ScalarStatement = Parameters<ExpressionEngine['prepareEvaluator']>[0]

export type SourceValue = string | number | bigint | null | Uint8Array

export interface SourceTableName {
  schema: string
  name: string
}

/** How values of Postgres have to look under the config's edition and options. */
export interface ValueFormat {
  isoTimestamps: boolean
  customTypes: boolean
  /** Digits after a second's point in ISO timestamps: 6, or what the config limits them to. */
  timeDigits: number
}

export interface Evaluation {
  rows: { bucket: string, objectType: string, objectId: string, data: string }[]
  parameters: { lookup: string, value: string }[]
  errors: string[]
}

/** As the client sent them: the library looks into nested values itself. */
export type StreamParameters = RequestedStream['parameters']

export interface BucketRequest {
  /** Verified token payload. */
  token: Record<string, unknown>
  connectionParameters: Record<string, unknown>
  includeDefaults: boolean
  subscriptions: { stream: string, parameters: StreamParameters, priority: 0 | 1 | 2 | 3 | null }[]
}

export interface ResolvedBucket {
  name: string
  priority: number
  subscriptions: ({ default: number } | { sub: number })[]
}

export interface StreamDescription {
  name: string
  is_default: boolean
  errors: { subscription: 'default' | number, message: string }[]
}

/** Which buckets a connection may see: fixed ones, and ones found through the parameter index. */
export interface BucketQuerier {
  streams: StreamDescription[]
  dynamic: boolean
  /** `find` returns the parameter rows (JSON arrays) under a look-up; only what it was asked for decides the result. */
  resolve(find: (lookup: string) => string[]): Promise<ResolvedBucket[]>
}

/** A compiled sync config. `generation` becomes the first part of each bucket's name. */
export class SyncConfig {
  readonly content: string
  readonly warnings: SyncConfigProblem[]
  readonly format: ValueFormat
  /** The compiled streams; undefined for bucket definitions of the older form, which are not compiled. */
  readonly plan: SyncPlan | undefined
  readonly #hydrated: HydratedSyncConfig
  readonly #summary: { definitions: unknown[], outputTables: Record<string, unknown[]> }
  readonly #generation: string
  readonly #engine: ExpressionEngine

  /** Throws SyncConfigError. */
  constructor(content: string, generation: string) {
    const { config, errors } = compile(content)
    const problems = errors.map(error => describeProblem(content, error))
    if (problems.some(problem => problem.level === 'fatal')) throw new SyncConfigError(problems)
    this.content = content
    this.#summary = { definitions: config.debugRepresentation(), outputTables: config.debugGetOutputTables() }
    this.warnings = problems
    this.format = {
      isoTimestamps: config.compatibility.isEnabled(CompatibilityOption.timestampsIso8601),
      customTypes: config.compatibility.isEnabled(CompatibilityOption.customTypes),
      timeDigits: Math.min(6, config.compatibility.maxTimeValuePrecision?.subSecondDigits ?? 6),
    }
    this.#generation = generation
    this.#engine = javaScriptExpressionEngine(config.compatibility)
    this.plan = config instanceof PrecompiledSyncConfig ? config.plan : undefined
    this.#hydrated = config.hydrate({
      sqlite: null,
      hydrationState: {
        getBucketSourceScope: source => ({ bucketPrefix: this.bucketPrefix(source.uniqueName), source }),
        getParameterIndexLookupScope: source => ({ ...source.sourceId, source }),
      },
    })
  }

  /** Tables that the config reads; a name ending in % matches all that begin so. */
  get tables(): (SourceTableName & { wildcard: boolean })[] {
    return this.#hydrated.getSourceTables().map(pattern => ({
      schema: pattern.schema,
      name: pattern.isWildcard ? pattern.tablePrefix : pattern.name,
      wildcard: pattern.isWildcard,
    }))
  }

  /** What the library tells of its definitions and output tables, for the old validate call. */
  get summary(): { definitions: unknown[], outputTables: Record<string, unknown[]> } {
    return this.#summary
  }

  uses({ schema, name }: SourceTableName): { data: boolean, parameters: boolean } {
    const table = { connectionTag: 'default', schema, name }
    return { data: this.#hydrated.tableSyncsData(table), parameters: this.#hydrated.tableSyncsParameters(table) }
  }

  /** What the names of a bucket source's buckets begin with; a JSON array of the parameters follows. */
  bucketPrefix(source: string): string {
    return `${this.#generation}#${source}`
  }

  /** Of the buckets in which rows of a table come. */
  bucketPrefixes({ schema, name }: SourceTableName): string[] {
    const { bucketDataSources } = this.#hydrated.getMatchingSources({ connectionTag: 'default', schema, name })
    return bucketDataSources.map(({ uniqueName }) => this.bucketPrefix(uniqueName))
  }

  /** Prepares scalar SQL, which is evaluated as the rows and requests are; `inputs` are what the statement refers to by number. */
  prepare(statement: ScalarStatement): (inputs: SourceValue[]) => SourceValue[][] {
    const evaluator = this.#engine.prepareEvaluator(statement)
    return inputs => evaluator.evaluate(inputs)
  }

  /** Evaluates rows of one table; keep the function, it remembers which queries concern the table. */
  evaluator({ schema, name }: SourceTableName): (record: Record<string, SourceValue>) => Evaluation {
    const sourceTable = { connectionTag: 'default', schema, name }
    const { bucketDataSources, parameterLookupSources } = this.#hydrated.getMatchingSources(sourceTable)
    return (record) => {
      const evaluation: Evaluation = { rows: [], parameters: [], errors: [] }
      if (bucketDataSources.length > 0) {
        const { results, errors } = this.#hydrated.evaluateRowWithErrors({ sourceTable, record, bucketDataSources })
        for (const { bucket, table, id, data } of results) evaluation.rows.push({ bucket, objectType: table, objectId: id, data: rowToJson(data) })
        for (const { error } of errors) evaluation.errors.push(error)
      }
      if (parameterLookupSources.length > 0) {
        const { results, errors } = this.#hydrated.evaluateParameterRowWithErrors(sourceTable, record, { parameterLookupSources })
        for (const { lookup, bucketParameters } of results) {
          evaluation.parameters.push({ lookup: lookup.serializedRepresentation, value: `[${bucketParameters.map(rowToJson).join(',')}]` })
        }
        for (const { error } of errors) evaluation.errors.push(error)
      }
      return evaluation
    }
  }

  querier(request: BucketRequest): BucketQuerier {
    const requested: Record<string, RequestedStream[]> = Object.create(null)
    request.subscriptions.forEach(({ stream, parameters, priority }, index) => {
      requested[stream] = [...requested[stream] ?? [], { opaque_id: index, parameters, priorityOverride: priority }]
    })
    const { querier, errors } = this.#hydrated.getBucketParameterQuerier({
      globalParameters: new RequestParameters(new BaseJwtPayload(request.token), request.connectionParameters),
      hasDefaultStreams: request.includeDefaults,
      streams: requested,
    })
    const streams = this.#hydrated.bucketSourceDefinitions
      .filter(({ name, subscribedToByDefault }) => (subscribedToByDefault && request.includeDefaults) || name in requested)
      .map(({ name, subscribedToByDefault }) => ({
        name,
        is_default: subscribedToByDefault,
        errors: errors.filter(({ descriptor }) => descriptor === name).map(({ subscription, message }) => ({
          subscription: subscription === undefined ? 'default' as const : subscription.opaque_id,
          message,
        })),
      }))
    const indexes = new Map(streams.map(({ name }, index) => [name, index]))
    return {
      streams,
      dynamic: querier.hasDynamicBuckets,
      resolve: async (find) => {
        const dynamic = querier.hasDynamicBuckets
          ? await querier.queryDynamicBucketDescriptions({
              getParameterSets: async lookups => lookups.map(lookup => ({ lookup, rows: find(lookup.serializedRepresentation).flatMap(parseRows) })),
            })
          : []
        return mergeBuckets([...querier.staticBuckets, ...dynamic]).map(({ bucket, priority, definition, inclusion_reasons }) => ({
          name: bucket,
          priority,
          subscriptions: inclusion_reasons.map(reason => reason === 'default' ? { default: indexes.get(definition) ?? 0 } : { sub: reason.subscription }),
        }))
      },
    }
  }
}

/** Tables with their columns. */
export type SourceSchema = SourceSchemaDefinition

/** What a sync config, which compiles, asks of tables and columns that are not there. */
export function problemsWithSchema(content: string, schemas: SourceSchema[]): SyncConfigProblem[] {
  const places = new Set(compile(content).errors.map(({ location, message }) => `${location.start} ${message}`))
  const { errors } = compile(content, schemas)
  return errors.filter(({ location, message }) => !places.has(`${location.start} ${message}`)).map(error => describeProblem(content, error))
}

function compile(content: string, schemas?: SourceSchema[]): SyncConfigWithErrors {
  try {
    const schema = schemas && new StaticSchema([{ tag: 'default', schemas }])
    return SqlSyncRules.fromYaml(content, { defaultSchema: 'public', throwOnError: false, ...schema && { schema } })
  }
  catch (error) {
    throw new SyncConfigError([{ level: 'fatal', message: error instanceof Error ? error.message : String(error) }])
  }
}

/** Whole numbers must come back as integers (bigint): they were written as such and form bucket names. */
function parseRows(json: string): Record<string, JsonColumn>[] {
  return JSON.parse(json, (_key, value: unknown, context?: { source: string }) =>
    typeof value === 'number' && context && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value)
}
