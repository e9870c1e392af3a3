import type { ParameterValue, TableProcessor } from '../sync-config.ts'
import type { Expression } from './expression.ts'
import { splitConjunction } from './expression.ts'
import { expressionText } from './expression-text.ts'

type Lookup = Extract<ParameterValue, { type: 'lookup' }>['lookup']

/** A comparison of a row's values with what a request leads to, as SQL: `list_id IN (SELECT …)`, `user_id = auth.user_id()`. */
export function comparisonText(expression: Expression, value: ParameterValue): string {
  const row = expressionText(expression, 5)
  if (value.type === 'request') return `${row} = ${expressionText(value.expr, 5)}`
  if (value.type === 'lookup') return `${row} IN ${lookupText(value.lookup, [value.resultIndex])}`
  return value.values.map(part => comparisonText(expression, part)).join(' AND ')
}

export function lookupText(lookup: Lookup, results: number[]): string {
  if (lookup.type === 'table_valued') {
    const filters = lookup.filters.map(filter => expressionText(filter, 3))
    const outputs = chosen(lookup.outputs, results)
    return `(SELECT ${outputs} FROM ${lookup.functionName}(${lookup.functionInputs.map(input => expressionText(input)).join(', ')})${where(filters)})`
  }
  const { lookup: processor, instantiation } = lookup
  return `(SELECT ${chosen(processor.outputs, results)} FROM ${processor.sourceTable.tablePattern}${where(conditionTexts(processor, instantiation))})`
}

/** All conditions of a query on its rows, as SQL. */
export function conditionTexts(processor: TableProcessor, instantiation: ParameterValue[]): string[] {
  return [
    ...processor.filters.flatMap(splitConjunction).map(filter => expressionText(filter, 3)),
    ...processor.parameters.flatMap(({ expr }, index) => {
      const value = instantiation[index]
      return value ? [comparisonText(expr, value)] : []
    }),
  ]
}

export function where(conditions: string[]): string {
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
}

function chosen(outputs: readonly Expression[], results: number[]): string {
  return results.flatMap(index => outputs[index] ?? []).map(output => expressionText(output)).join(', ')
}
