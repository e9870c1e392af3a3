import type { ScalarStatement, SourceValue, SyncConfig, TableProcessor } from '../sync-config.ts'
import type { BoundSource, Expression, ExpressionSource } from './expression.ts'
import { bindSources } from './expression.ts'

export type SourceRecord = Record<string, SourceValue>

/** What a request gives to expressions, each as JSON text; null for a subscription that is not there. */
export type RequestValues = Record<'auth' | 'subscription' | 'connection', string | null>

type TableValuedFunction = TableProcessor['tableValuedFunctions'][number]
type BoundFunction = NonNullable<ScalarStatement['tableValuedFunctions']>[number]

/** Whether a row meets a filter; with table-valued functions: for any of their rows. */
export function rowMeets(config: SyncConfig, filter: Expression, record: SourceRecord): boolean {
  return evaluate(config, { filters: [filter] }, rowValues(record)).length > 0
}

/** The value of an expression for a row; several where it uses a table-valued function. */
export function rowValuesOf(config: SyncConfig, expression: Expression, record: SourceRecord): SourceValue[] {
  return evaluate(config, { outputs: [expression] }, rowValues(record)).map(([value]) => value ?? null)
}

export function requestMeets(config: SyncConfig, filter: Expression, request: RequestValues): boolean {
  return evaluate(config, { filters: [filter] }, requestValues(request)).length > 0
}

export function requestValue(config: SyncConfig, expression: Expression, request: RequestValues): SourceValue {
  return evaluate(config, { outputs: [expression] }, requestValues(request))[0]?.[0] ?? null
}

/** The rows of a table-valued function on the request. */
export function requestRows(config: SyncConfig, call: RequestFunction, request: RequestValues): SourceValue[][] {
  const read = requestValues(request)
  const called: BoundFunction = { name: call.functionName, inputs: [] }
  const { inputs, bind } = collector(read)
  called.inputs = call.functionInputs.map(input => bindSources(input, bind))
  const column = (source: ExpressionSource): BoundSource => 'column' in source ? { function: called, column: source.column } : bind(source)
  return config.prepare({
    outputs: call.outputs.map(output => bindSources(output, column)),
    filters: call.filters.map(filter => bindSources(filter, column)),
    tableValuedFunctions: [called],
  })(inputs)
}

export interface RequestFunction {
  functionName: string
  functionInputs: Expression[]
  outputs: Expression[]
  filters: Expression[]
}

interface Statement {
  outputs?: Expression[]
  filters?: Expression[]
}

type Read = (source: ExpressionSource) => SourceValue

function evaluate(config: SyncConfig, { outputs = [], filters = [] }: Statement, read: Read): SourceValue[][] {
  const { inputs, bind } = collector(read)
  // Only those that are used: a function without rows would leave nothing of conditions that have nothing to do with it.
  const called = new Map<TableValuedFunction, BoundFunction>()
  const call = (used: TableValuedFunction): BoundFunction => {
    const known = called.get(used) ?? { name: used.functionName, inputs: used.functionInputs.map(input => bindSources(input, bind)) }
    called.set(used, known)
    return known
  }
  const bindAll = (source: ExpressionSource): BoundSource => 'outputName' in source ? { function: call(source.function), column: source.outputName } : bind(source)
  const bound = { outputs: outputs.map(output => bindSources(output, bindAll)), filters: filters.map(filter => bindSources(filter, bindAll)) }
  return config.prepare({ ...bound, tableValuedFunctions: [...called.values()] })(inputs)
}

/** Numbers the sources of a statement, from 1 on, and reads their values. */
function collector(read: Read): { inputs: SourceValue[], bind: (source: ExpressionSource) => number } {
  const inputs: SourceValue[] = []
  return { inputs, bind: source => inputs.push(read(source)) }
}

function rowValues(record: SourceRecord): Read {
  return source => 'column' in source ? record[source.column] ?? null : null
}

function requestValues(request: RequestValues): Read {
  return source => 'request' in source ? request[source.request] : null
}
