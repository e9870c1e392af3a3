import type { SourceValue } from '../sync-config.ts'

const LONGEST = 80
const MOST = 10

/** A value for people: texts quoted and cut short. */
export function valueText(value: SourceValue | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
  return value instanceof Uint8Array ? `${value.length} bytes` : String(value)
}

/** Several values, each once, the first ten of them. */
export function valuesText(values: (SourceValue | undefined)[]): string {
  const texts = [...new Set(values.map(valueText))]
  const more = texts.length > MOST ? ` and ${texts.length - MOST} more` : ''
  return texts.length === 0 ? 'none' : texts.slice(0, MOST).join(', ') + more
}

/** Equal as bucket parameters are: 1 and 1.0 are, 1 and '1' are not, NULL equals nothing. */
export function sameValue(a: SourceValue | undefined, b: SourceValue | undefined): boolean {
  const [left, right] = [normal(a), normal(b)]
  return left !== null && left === right
}

function normal(value: SourceValue | undefined): string | number | bigint | null {
  if (value === undefined || value === null || value instanceof Uint8Array) return null
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value
}
