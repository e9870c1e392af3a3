import type { Reason } from '../../shared/refusal-reason.ts'
import type { Column } from '../../shared/tables/define-table.ts'

/** A value as it is given to Postgres. */
export type Value = string | number | Date | readonly string[] | null

/** A row as Postgres has it. */
export type Row = Readonly<Record<string, unknown>>

export type Values = Readonly<Record<string, Value>>

/** A value, or what is wrong with it. */
export type Reading = { readonly value: Value } | { readonly fault: Reason }

/** Reads what a client sent for a column: text, integers, ISO 8601 timestamps and dates, JSON text. An empty field is null. */
export function readValue(column: Column, input: unknown): Reading {
  if (input === null || input === undefined) return column.nullable ? { value: null } : { fault: { key: 'empty' } }
  return readers[column.kind](column, input)
}

type Reader = (column: Column, input: unknown) => Reading

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const timestamp = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/
const day = /^\d{4}-\d\d-\d\d$/

/** Whether the text is a UUID as it is usually written. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

const readers: Record<Column['kind'], Reader> = {
  text: readText,
  uuid: (_, input) => typeof input === 'string' && isUuid(input) ? { value: input.toLowerCase() } : { fault: { key: 'notAnId' } },
  timestamp: (_, input) => readTimestamp(input),
  date: (_, input) => typeof input === 'string' && day.test(input) && isCalendarDay(input) ? { value: input } : { fault: { key: 'notADay' } },
  integer: readInteger,
  json: readTexts,
}

function readText(column: Column, input: unknown): Reading {
  if (typeof input !== 'string') return { fault: { key: 'notText' } }
  if (input.includes('\0') || !input.isWellFormed()) return { fault: { key: 'badCharacter' } }
  if (column.values && !column.values.includes(input)) return { fault: { key: 'oneOf', values: { choices: column.values.join(', ') } } }
  if (column.min !== undefined && input.trim().length < column.min) return { fault: { key: 'empty' } }
  if (column.max !== undefined && input.length > column.max) return { fault: { key: 'tooLong', values: { max: column.max } } }
  return { value: input }
}

function readInteger(column: Column, input: unknown): Reading {
  if (typeof input !== 'number' || !Number.isInteger(input)) return { fault: { key: 'notWhole' } }
  const min = column.min ?? -2_147_483_648
  const max = column.max ?? 2_147_483_647
  return input < min || input > max ? { fault: { key: 'between', values: { min, max } } } : { value: input }
}

/** SQLite's own `datetime()` has a space and no zone: it means UTC. */
function readTimestamp(input: unknown): Reading {
  if (typeof input !== 'string' || !timestamp.test(input) || !isCalendarDay(input.slice(0, 10))) return { fault: { key: 'notATime' } }
  const iso = input.replace(' ', 'T')
  const value = new Date(/(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(iso.slice(10)) ? iso : `${iso}Z`)
  return Number.isNaN(value.getTime()) ? { fault: { key: 'notATime' } } : { value }
}

function isCalendarDay(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) && !text.startsWith('0000')
}

/** JSON columns that clients write hold lists of texts, sent as JSON text (SQLite has no arrays). */
function readTexts(column: Column, input: unknown): Reading {
  const fault: Reading = { fault: { key: 'notTexts' } }
  if (typeof input === 'string' && column.max !== undefined && input.length > column.max) return { fault: { key: 'tooLong', values: { max: column.max } } }
  const list = typeof input === 'string' ? parseJson(input) : input
  if (!Array.isArray(list)) return fault
  const texts = list.filter(item => typeof item === 'string' && item.isWellFormed() && !item.includes('\0'))
  return texts.length === list.length ? { value: texts } : fault
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}
