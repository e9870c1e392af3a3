import type { SourceConfig } from '../config/source-config.ts'
import type { QueryExplanation } from '../streams/explain/explanation.ts'
import type { RowFinding, Verdict } from '../streams/explain/verdict.ts'
import type { BucketRequest, SourceTableName, SourceValue } from '../streams/sync-config.ts'
import type { RunningDeployment } from './deployments.ts'
import { placementOf } from '../storage/row-placement.ts'
import { explainQueries } from '../streams/explain/explain-queries.ts'
import { judge } from '../streams/explain/verdict.ts'
import { withClient } from './inspect-source.ts'
import { SourceRows } from './source-rows.ts'

const MOST_CANDIDATES = 11
const MOST_BUCKETS = 100

/** A row by its `id`, and the person who may or may not receive it. */
export interface RowQuestion {
  table: SourceTableName
  id: string
  request: BucketRequest
}

export interface RowAnswer {
  verdict: Verdict
  /** The row in Postgres: whether its table is in the publication, and its columns as clients would get them. */
  source: { published: boolean, row: Record<string, SourceValue> | undefined }
  /** Buckets that carry it in the service's storage, with the operation that put it there. */
  storage: { bucket: string, op: number }[]
  /** Buckets that it belongs to as it is in Postgres now, and why it could not be evaluated. */
  evaluated: { buckets: string[], errors: string[] }
  /** How many buckets the person has, and those of them in which such rows come. */
  person: { buckets: number, relevant: string[] }
  /** Undefined for a sync config of the older form. */
  queries: QueryExplanation[] | undefined
}

/** Why a row is or is not with a person: looked up in Postgres, the storage and the sync config at this moment. */
export function explainRow(source: SourceConfig, running: RunningDeployment, question: RowQuestion): Promise<RowAnswer> {
  return withClient(source, async (client) => {
    await client.query(`SET statement_timeout = '4s'`)
    const rows = await SourceRows.open(client, running.config)
    return explain(running, rows, question)
  })
}

async function explain({ config, store }: RunningDeployment, rows: SourceRows, { table, id, request }: RowQuestion): Promise<RowAnswer> {
  const published = rows.table(table)
  const [row] = published ? await rows.find(published, [{ column: 'id', value: id }], 1) : []
  const { rows: placed = [], errors = [] } = row?.evaluate() ?? {}
  const placement = placementOf(store.database, table, row?.identity ?? id)
  const resolved = await config.querier(request).resolve(lookup => store.parameters.find(lookup))
  const queries = await explainQueries({
    config, table, request,
    record: row?.record,
    findRows: async (pattern, where) => {
      const tables = rows.tablesLike(({ schema, name }) => pattern.toTablePattern('public').matches({ connectionTag: 'default', schema, name }))
      const found = await Promise.all(tables.map(found => rows.find(found, where, MOST_CANDIDATES)))
      return found.flat().map(({ record }) => record)
    },
  })
  const mine = new Set(resolved.map(({ name }) => name))
  const buckets = [...new Set(placed.map(({ bucket }) => bucket))]
  const finding: RowFinding = {
    table, id,
    published: published !== undefined,
    synced: config.uses(table).data,
    found: row !== undefined,
    errors,
    due: buckets.filter(bucket => mine.has(bucket)),
    delivered: placement.map(({ bucket }) => bucket).filter(bucket => mine.has(bucket)),
    queries,
  }
  return {
    verdict: judge(finding),
    source: { published: finding.published, row: row?.record },
    storage: placement.map(({ bucket, opId }) => ({ bucket, op: opId })),
    evaluated: { buckets, errors },
    person: { buckets: mine.size, relevant: relevantBuckets([...mine], config.bucketPrefixes(table)) },
    queries,
  }
}

function relevantBuckets(buckets: string[], prefixes: string[]): string[] {
  return buckets.filter(bucket => prefixes.some(prefix => bucket.startsWith(`${prefix}[`))).slice(0, MOST_BUCKETS)
}
