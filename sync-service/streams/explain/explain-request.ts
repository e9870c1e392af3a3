import type { Comparison, ExplainContext } from './explain-conditions.ts'
import type { RequestValues } from './evaluate.ts'
import type { SyncConfig } from '../sync-config.ts'
import type { Condition } from './explanation.ts'
import type { Expression } from './expression.ts'
import { requestMeets, requestValue } from './evaluate.ts'
import { sourcesOf } from './expression.ts'
import { expressionText } from './expression-text.ts'
import { sameValue, valueText, valuesText } from './value-text.ts'

/** A row's value against one of the token or the subscription. */
export function explainRequestValue({ config, request }: ExplainContext, { expression, values }: Comparison, asked: Expression): Condition {
  const sql = `${expressionText(expression, 5)} = ${expressionText(asked, 5)}`
  const row = `${expressionText(expression)} is ${valuesText(values)}`
  if (isWithoutSubscription(asked, request)) {
    return { sql, holds: false, text: `${row}. A subscription has to name it: ${expressionText(asked)} must be ${valuesText(values)}.`, because: [] }
  }
  const given = requestValue(config, asked, request)
  return { sql, holds: values.some(value => sameValue(value, given)), text: `${row}; ${expressionText(asked)} is ${valueText(given)}`, because: [] }
}

/** A condition on the token, the subscription or the connection alone. */
export function explainRequestFilter(config: SyncConfig, request: RequestValues, filter: Expression): Condition {
  const sql = expressionText(filter)
  if (isWithoutSubscription(filter, request)) return { sql, holds: false, text: 'A subscription has to name its parameters.', because: [] }
  return { sql, holds: requestMeets(config, filter, request), text: requestText(config, request, filter), because: [] }
}

function requestText(config: SyncConfig, request: RequestValues, filter: Expression): string {
  const read = parametersIn(filter).map(part => `${expressionText(part)} is ${valueText(requestValue(config, part, request))}`)
  return read.length > 0 ? [...new Set(read)].join(', ') : 'It is the same for everybody.'
}

/** The parts `auth.parameter('x')` of an expression. */
function parametersIn(expression: Expression): Expression[] {
  switch (expression.type) {
    case 'function': return isParameter(expression) ? [expression] : expression.parameters.flatMap(parametersIn)
    case 'binary': return [...parametersIn(expression.left), ...parametersIn(expression.right)]
    case 'unary': case 'cast': return parametersIn(expression.operand)
    case 'between': return [expression.value, expression.low, expression.high].flatMap(parametersIn)
    case 'scalar_in': return [expression.target, ...expression.in].flatMap(parametersIn)
    case 'case_when': return expression.whens.flatMap(({ when, then }) => [...parametersIn(when), ...parametersIn(then)])
    default: return []
  }
}

function isParameter({ function: name, parameters: [of] }: Extract<Expression, { type: 'function' }>): boolean {
  return name === '->>' && of?.type === 'data' && 'request' in of.source
}

function isWithoutSubscription(expression: Expression, request: RequestValues): boolean {
  return request.subscription === null && sourcesOf(expression).some(source => 'request' in source && source.request === 'subscription')
}
