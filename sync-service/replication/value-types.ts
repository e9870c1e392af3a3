import type { SourceValue, ValueFormat } from '../streams/sync-config.ts'
import type { Nested, Range } from './nested-text.ts'
import { parseArray, parseComposite, parseMultirange, parseRange } from './nested-text.ts'
import { timestampText, timeText } from './time-text.ts'

/** How a Postgres type's text becomes a column value, and a part of JSON inside arrays, composites and ranges. */
export interface ValueType {
  value(text: string): SourceValue
  json(text: string): string
}

const jsonText = (text: string) => JSON.stringify(text)

export const textType: ValueType = { value: text => text, json: jsonText }
export const booleanType: ValueType = { value: text => text === 't' ? 1n : 0n, json: text => text === 't' ? '1' : '0' }
export const integerType: ValueType = { value: text => BigInt(text), json: text => text }
export const jsonType: ValueType = { value: text => text, json: text => text }
export const bytesType: ValueType = { value: text => Buffer.from(text.slice(2), 'hex'), json: () => 'null' }

/** JSON and SQLite have no NaN or Infinity: they become null, and `onLost` hears of it. */
export function realType(onLost: (text: string) => void): ValueType {
  const finite = (text: string) => {
    const number = Number(text)
    if (Number.isFinite(number)) return number
    onLost(text)
    return null
  }
  return {
    value: finite,
    json: (text) => {
      const number = finite(text)
      if (number === null) return 'null'
      const short = String(number)
      return Number.isInteger(number) && !short.includes('e') ? `${short}.0` : short
    },
  }
}

export function timestampType(format: ValueFormat, zoned: boolean): ValueType {
  return textual(text => timestampText(text, format, zoned))
}

export function timeType(format: ValueFormat): ValueType {
  return textual(text => timeText(text, format))
}

/** A JSON array, nested as the Postgres array is. */
export function arrayType(element: ValueType, delimiter: string): ValueType {
  const json = (item: Nested): string => {
    if (item === null) return 'null'
    return Array.isArray(item) ? `[${item.map(json).join(',')}]` : element.json(item)
  }
  return structured(text => json(parseArray(text, delimiter)))
}

/** A JSON object with the composite's members. */
export function compositeType(members: { name: string, type: ValueType }[]): ValueType {
  return structured((text) => {
    const fields = parseComposite(text)
    const pairs = members.map(({ name, type }, index) => {
      const field = fields[index] ?? null
      return `${JSON.stringify(name)}:${field === null ? 'null' : type.json(field)}`
    })
    return `{${pairs.join(',')}}`
  })
}

/** `{lower, upper, lower_exclusive, upper_exclusive}`, or the text `empty`. */
export function rangeType(bound: ValueType): ValueType {
  return {
    value: text => text === 'empty' ? 'empty' : rangeJson(parseRange(text), bound),
    json: text => rangeJson(parseRange(text), bound),
  }
}

export function multirangeType(bound: ValueType): ValueType {
  return structured(text => `[${parseMultirange(text).map(range => rangeJson(range, bound)).join(',')}]`)
}

function rangeJson(range: Range | 'empty', bound: ValueType): string {
  if (range === 'empty') return '"empty"'
  const side = (text: string | null) => text === null ? 'null' : bound.json(text)
  return `{"lower":${side(range.lower)},"upper":${side(range.upper)},"lower_exclusive":${range.lowerExclusive ? 1 : 0},"upper_exclusive":${range.upperExclusive ? 1 : 0}}`
}

function textual(convert: (text: string) => string): ValueType {
  return { value: convert, json: text => JSON.stringify(convert(text)) }
}

function structured(toJson: (text: string) => string): ValueType {
  return { value: toJson, json: toJson }
}
