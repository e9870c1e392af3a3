import type { Expression, ExpressionSource } from './expression.ts'

const PRECEDENCE: Record<string, number> = { 'or': 1, 'and': 2, 'not': 3, '=': 4, 'is': 4, 'in': 4, 'between': 4, '<': 5, '<=': 5, '>': 5, '>=': 5, '&': 6, '|': 6, '<<': 6, '>>': 6, '+': 7, '-': 7, '*': 8, '/': 8, '%': 8, '||': 9, '->': 9, '->>': 9 }
const INFIX = ['->', '->>', 'like', 'glob']

/** An expression as one would write it in the sync config. */
export function expressionText(expression: Expression, outer = 0): string {
  switch (expression.type) {
    case 'data': return sourceText(expression.source)
    case 'lit_null': return 'NULL'
    case 'lit_double': return String(expression.value)
    case 'lit_int': return expression.base10
    case 'lit_string': return quoted(expression.value)
    case 'unary': return unaryText(expression, outer)
    case 'binary': return infix(expression.operator, expression.left, expression.right, outer)
    case 'between': return bracketed(`${expressionText(expression.value, 5)} BETWEEN ${expressionText(expression.low, 5)} AND ${expressionText(expression.high, 5)}`, 4, outer)
    case 'scalar_in': return bracketed(`${expressionText(expression.target, 5)} IN (${list(expression.in)})`, 4, outer)
    case 'case_when': {
      const whens = expression.whens.map(({ when, then }) => `WHEN ${expressionText(when)} THEN ${expressionText(then)} `).join('')
      return `CASE ${expression.operand ? `${expressionText(expression.operand)} ` : ''}${whens}${expression.else ? `ELSE ${expressionText(expression.else)} ` : ''}END`
    }
    case 'cast': return `CAST(${expressionText(expression.operand)} AS ${expression.cast_as.toUpperCase()})`
    case 'function': return callText(expression, outer)
  }
}

export function sourceText(source: ExpressionSource): string {
  if ('column' in source) return source.column
  if ('request' in source) return `${source.request}.parameters()`
  return `${source.function.functionName}(${list(source.function.functionInputs)}).${source.outputName}`
}

function unaryText(expression: Extract<Expression, { type: 'unary' }>, outer: number): string {
  const { operand, operator } = expression
  if (operator === 'not' && operand.type === 'binary' && operand.operator === 'is') {
    return bracketed(`${expressionText(operand.left, 5)} IS NOT ${expressionText(operand.right, 5)}`, 4, outer)
  }
  if (operator === 'not' && operand.type === 'binary' && operand.operator === '=') {
    return bracketed(`${expressionText(operand.left, 5)} != ${expressionText(operand.right, 5)}`, 4, outer)
  }
  return bracketed(operator === 'not' ? `NOT ${expressionText(operand, 3)}` : `+${expressionText(operand, 11)}`, 3, outer)
}

function callText(expression: Extract<Expression, { type: 'function' }>, outer: number): string {
  const { function: name, parameters } = expression
  const [left, right] = parameters
  if (!left || !right || parameters.length !== 2 || !INFIX.includes(name)) return `${name}(${list(parameters)})`
  if (name === '->>' && left.type === 'data' && 'request' in left.source && right.type === 'lit_string') {
    return right.value === '$.sub' ? `${left.source.request}.user_id()` : `${left.source.request}.parameter(${quoted(right.value)})`
  }
  return infix(name, left, right, outer)
}

function infix(operator: string, left: Expression, right: Expression, outer: number): string {
  const own = PRECEDENCE[operator] ?? 4
  return bracketed(`${expressionText(left, own)} ${operator.toUpperCase()} ${expressionText(right, own + 1)}`, own, outer)
}

function bracketed(text: string, own: number, outer: number): string {
  return own < outer ? `(${text})` : text
}

function list(expressions: readonly Expression[]): string {
  return expressions.map(part => expressionText(part)).join(', ')
}

function quoted(text: string): string {
  return `'${text.replaceAll('\'', '\'\'')}'`
}
