import type { ScalarStatement, StreamQuerier, TableProcessor } from '../sync-config.ts'

/** Scalar SQL over a row (its columns, table-valued functions on them). */
export type RowExpression = TableProcessor['filters'][number]
/** Scalar SQL over the token, the subscription's and the connection's parameters. */
export type RequestExpression = StreamQuerier['requestFilters'][number]
export type Expression = RowExpression | RequestExpression
/** What an expression reads. */
export type ExpressionSource = Extract<Expression, { type: 'data' }>['source']
export type BoundExpression = NonNullable<ScalarStatement['filters']>[number]
export type BoundSource = Extract<BoundExpression, { type: 'data' }>['source']
/** Bound to numbered inputs only. */
export type InputExpression = NonNullable<ScalarStatement['tableValuedFunctions']>[number]['inputs'][number]

/** The same expression with other sources. */
export function bindSources(expression: Expression, bind: (source: ExpressionSource) => number): InputExpression
export function bindSources(expression: Expression, bind: (source: ExpressionSource) => BoundSource): BoundExpression
export function bindSources(expression: Expression, bind: (source: ExpressionSource) => BoundSource): BoundExpression {
  const bound = (part: Expression) => bindSources(part, bind)
  switch (expression.type) {
    case 'data': return { type: 'data', source: bind(expression.source) }
    case 'unary': return { ...expression, operand: bound(expression.operand) }
    case 'binary': return { ...expression, left: bound(expression.left), right: bound(expression.right) }
    case 'between': return { ...expression, value: bound(expression.value), low: bound(expression.low), high: bound(expression.high) }
    case 'scalar_in': return { ...expression, target: bound(expression.target), in: expression.in.map(bound) }
    case 'case_when': return {
      type: 'case_when',
      ...(expression.operand ? { operand: bound(expression.operand) } : {}),
      whens: expression.whens.map(({ when, then }) => ({ when: bound(when), then: bound(then) })),
      ...(expression.else ? { else: bound(expression.else) } : {}),
    }
    case 'cast': return { ...expression, operand: bound(expression.operand) }
    case 'function': return { ...expression, parameters: expression.parameters.map(bound) }
    default: return expression
  }
}

/** Everything that an expression reads, each once. */
export function sourcesOf(expression: Expression): ExpressionSource[] {
  const found = new Map<string, ExpressionSource>()
  bindSources(expression, (source) => {
    found.set(JSON.stringify(source), source)
    return 0
  })
  return [...found.values()]
}

/** `a AND b` as `[a, b]`: each part is told about for itself. */
export function splitConjunction(expression: Expression): Expression[] {
  if (expression.type !== 'binary' || expression.operator !== 'and') return [expression]
  return [...splitConjunction(expression.left), ...splitConjunction(expression.right)]
}
