import type { ParameterValue } from '../sync-config.ts'
import type { SourceRecord } from './evaluate.ts'
import type { Comparison, ExplainContext } from './explain-conditions.ts'
import type { Condition } from './explanation.ts'
import { requestRows } from './evaluate.ts'
import { explainConditions } from './explain-conditions.ts'
import { expressionText } from './expression-text.ts'
import { lookupText } from './parameter-text.ts'
import { sameValue, valuesText } from './value-text.ts'

type Lookup = Extract<ParameterValue, { type: 'lookup' }>['lookup']
type TableLookup = Extract<Lookup, { type: 'parameter' }>

const DEEPEST = 6
const MOST_TOLD = 10

/** A row's values against the results of a look-up. */
export async function explainLookup(context: ExplainContext, lookup: Lookup, comparisons: Comparison[]): Promise<Condition> {
  const results = comparisons.map(({ value }) => value.type === 'lookup' ? value.resultIndex : 0)
  const left = comparisons.map(({ expression }) => expressionText(expression, 5))
  const sql = `${left.length > 1 ? `(${left.join(', ')})` : left.join('')} IN ${lookupText(lookup, results)}`
  const row = comparisons.map(({ expression, values }) => `${expressionText(expression)} is ${valuesText(values)}`).join(', ')
  if (lookup.type === 'table_valued') {
    const rows = requestRows(context.config, lookup, context.request)
    const holds = rows.some(found => comparisons.every(({ values }, index) => values.some(value => sameValue(value, found[results[index] ?? 0]))))
    return { sql, holds, text: `${row}; the values there are ${valuesText(rows.map(found => found[results[0] ?? 0]))}`, because: [] }
  }
  return { sql, table: lookup.lookup.sourceTable.tablePattern, ...await explainRows(context, lookup, comparisons, results, row) }
}

async function explainRows(
  context: ExplainContext, lookup: TableLookup, comparisons: Comparison[], results: number[], row: string,
): Promise<Omit<Condition, 'sql'>> {
  const { lookup: processor, instantiation } = lookup
  const table = processor.sourceTable.tablePattern
  const wanted = comparisons.map(({ values }, index) => ({ output: processor.outputs[results[index] ?? 0], values }))
  const column = wanted.map(({ output }) => output?.type === 'data' && 'column' in output.source ? output.source.column : undefined)
  if (column.includes(undefined) || context.depth >= DEEPEST) {
    return { holds: false, text: `${row}. Which rows of ${table} lead there cannot be found backwards.`, because: [] }
  }
  const named = wanted.map(({ values }, index) => `${column[index]} ${valuesText(values)}`).join(' and ')
  const candidates: SourceRecord[] = []
  for (const value of wanted[0]?.values ?? []) {
    if (value === null) continue
    const rest = wanted.slice(1).flatMap(({ values }, index) => values.length === 1 ? [{ column: column[index + 1] ?? '', value: values[0] ?? null }] : [])
    candidates.push(...await context.findRows(processor.sourceTable, [{ column: column[0] ?? '', value }, ...rest]))
  }
  if (candidates.length === 0) return { holds: false, text: `${row}. There is no row in ${table} with ${named}.`, because: [] }
  const deeper = { ...context, depth: context.depth + 1 }
  const judged = await Promise.all(candidates.slice(0, MOST_TOLD).map(candidate => explainConditions(deeper, processor, candidate, instantiation)))
  const fitting = judged.find(conditions => conditions.every(({ holds }) => holds))
  if (fitting) return { holds: true, text: `${row}. A row of ${table} with ${named} meets all conditions.`, because: fitting }
  const count = candidates.length > MOST_TOLD ? `more than ${MOST_TOLD} rows` : candidates.length === 1 ? 'one row' : `${candidates.length} rows`
  return { holds: false, text: `${row}. There ${candidates.length === 1 ? 'is' : 'are'} ${count} of ${table} with ${named}, but none that meets every condition.`, because: merge(judged) }
}

/** The conditions of several rows as one list: each holds where any row meets it, and tells the values of those that do not. */
function merge(judged: Condition[][]): Condition[] {
  return (judged[0] ?? []).map((first, index) => {
    const all = judged.flatMap(conditions => conditions[index] ?? [])
    const holding = all.find(({ holds }) => holds)
    if (holding) return holding
    const texts = [...new Set(all.map(({ text }) => text))]
    return { ...first, text: texts.slice(0, 5).join(' · ') + (texts.length > 5 ? ` · and ${texts.length - 5} more` : '') }
  })
}
