import type { ParameterValue, SourceValue, SyncConfig, TableProcessor } from '../sync-config.ts'
import type { RequestValues, SourceRecord } from './evaluate.ts'
import type { Condition } from './explanation.ts'
import type { Expression } from './expression.ts'
import { rowMeets, rowValuesOf } from './evaluate.ts'
import { explainLookup } from './explain-lookup.ts'
import { explainRequestValue } from './explain-request.ts'
import { splitConjunction } from './expression.ts'
import { expressionText } from './expression-text.ts'
import { readsText } from './reads-text.ts'

/** Rows of a source table as Postgres has them now, at most so many as are worth telling about. */
export type FindRows = (table: TableProcessor['sourceTable'], where: { column: string, value: SourceValue }[]) => Promise<SourceRecord[]>

export interface ExplainContext {
  config: SyncConfig
  request: RequestValues
  findRows: FindRows
  /** How far it has followed look-ups already. */
  depth: number
}

/** One comparison that a row's parameter takes part in. */
export interface Comparison {
  expression: Expression
  /** The row's values; several with table-valued functions. */
  values: SourceValue[]
  value: Exclude<ParameterValue, { type: 'intersection' }>
}

/** How a row stands to each condition of a query: its own filters, and what its values are compared with. */
export async function explainConditions(
  context: ExplainContext, processor: TableProcessor, record: SourceRecord, instantiation: ParameterValue[],
): Promise<Condition[]> {
  const filters = processor.filters.flatMap(splitConjunction).map(filter => explainFilter(context, filter, record))
  const comparisons = comparisonsOf(context, processor, record, instantiation)
  const requests = comparisons.flatMap(comparison => comparison.value.type === 'request' ? [explainRequestValue(context, comparison, comparison.value.expr)] : [])
  // Values that come from the same look-up must come from the same row of it.
  const lookups = Map.groupBy(comparisons.filter(({ value }) => value.type === 'lookup'), ({ value }) => value.type === 'lookup' ? value.lookup : undefined)
  const found: Condition[] = []
  for (const [lookup, group] of lookups) if (lookup) found.push(await explainLookup(context, lookup, group))
  return [...filters, ...requests, ...found]
}

function explainFilter({ config }: ExplainContext, filter: Expression, record: SourceRecord): Condition {
  const sql = expressionText(filter)
  try {
    const holds = rowMeets(config, filter, record)
    return { sql, holds, text: readsText(filter, source => 'column' in source ? record[source.column] : undefined), because: [] }
  }
  catch (error) {
    return { sql, holds: false, text: `It cannot be evaluated for this row: ${error instanceof Error ? error.message : String(error)}`, because: [] }
  }
}

function comparisonsOf({ config }: ExplainContext, processor: TableProcessor, record: SourceRecord, instantiation: ParameterValue[]): Comparison[] {
  return processor.parameters.flatMap(({ expr }, index) => {
    const value = instantiation[index]
    if (!value) return []
    const values = rowValuesOf(config, expr, record)
    return atomsOf(value).map(atom => ({ expression: expr, values, value: atom }))
  })
}

function atomsOf(value: ParameterValue): Comparison['value'][] {
  return value.type === 'intersection' ? value.values.flatMap(atomsOf) : [value]
}
