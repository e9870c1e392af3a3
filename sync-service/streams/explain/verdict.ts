import type { SourceTableName } from '../sync-config.ts'
import type { Condition, QueryExplanation } from './explanation.ts'

export interface Verdict {
  code: 'delivered' | 'table_unknown' | 'not_synced' | 'no_row' | 'still_stored' | 'not_evaluated' | 'not_replicated' | 'not_selected' | 'still_delivered'
  text: string
}

/** What was found out about a row and a person. */
export interface RowFinding {
  table: SourceTableName
  id: string
  published: boolean
  synced: boolean
  found: boolean
  errors: string[]
  /** The person's buckets that the row belongs to as it is in Postgres. */
  due: string[]
  /** The person's buckets that carry it in the storage. */
  delivered: string[]
  queries: QueryExplanation[] | undefined
}

/** The answer in one sentence or two: the first thing in the row's way. */
export function judge(finding: RowFinding): Verdict {
  const { table, id, published, synced, found, errors, due, delivered } = finding
  const name = `${table.schema}.${table.name}`
  if (!published) return { code: 'table_unknown', text: `There is no table ${name} in the publication, so none of its rows can be synced.` }
  if (!synced) return { code: 'not_synced', text: `No query of the sync config reads ${name} for devices.` }
  if (!found && delivered.length > 0) return { code: 'still_stored', text: `Postgres has no row ${id} in ${name} any more, but the service has not taken that over yet: replication is behind.` }
  if (!found) return { code: 'no_row', text: `Postgres has no row with the id ${id} in ${name}.` }
  if (errors.length > 0) return { code: 'not_evaluated', text: `The row could not be evaluated: ${errors.join(' ')}` }
  if (due.length > 0 && delivered.length > 0) return { code: 'delivered', text: `The service sends this row in ${list(delivered)}. Where it is not on a device, the device has not received it yet: look at its sync status.` }
  if (due.length > 0) return { code: 'not_replicated', text: `The row belongs to ${list(due)}, but the service has not taken it over from Postgres yet: replication is behind.` }
  if (delivered.length > 0) return { code: 'still_delivered', text: `The row does not belong to this person any more, but the service still has it in ${list(delivered)}: replication is behind.` }
  return { code: 'not_selected', text: failure(finding.queries ?? []) }
}

function failure(queries: QueryExplanation[]): string {
  const [closest] = [...queries].sort((a, b) => Number(b.subscribed) - Number(a.subscribed) || failing(a.conditions) - failing(b.conditions))
  if (!closest) return 'The buckets of the row and those of the person have none in common.'
  const condition = closest.conditions.find(({ holds }) => !holds)
  if (!condition) return `All conditions of the stream "${closest.stream}" hold as Postgres is now, but the service has not taken all of it over yet: replication is behind.`
  const { failed: { sql, text }, table } = deepestFailure(condition)
  const others = new Set(queries.map(({ stream }) => stream)).size - 1
  return `The stream "${closest.stream}" leaves it out, because this does not hold${table ? ` in ${table}` : ''}: ${sql} (${text}).${others > 0 ? ` ${others === 1 ? 'One other stream reads' : `${others} other streams read`} the table too: see below.` : ''}`
}

function failing(conditions: Condition[]): number {
  return conditions.reduce((sum, { holds }) => sum + (holds ? 0 : 1), 0)
}

/** A condition that fails because of another one is told by that one. */
function deepestFailure(condition: Condition, table?: string): { failed: Condition, table: string | undefined } {
  const inner = condition.because.find(({ holds }) => !holds)
  return inner ? deepestFailure(inner, condition.table) : { failed: condition, table }
}

function list(buckets: string[]): string {
  return `${buckets.length === 1 ? 'the bucket' : 'the buckets'} ${buckets.slice(0, 5).join(', ')}`
}
