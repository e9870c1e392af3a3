import type { Column } from '../../shared/tables/define-table.ts'

/** Whether two values of a column mean the same, wherever they come from: the driver (Date, parsed JSON) or a client (ISO text, JSON text). */
export function sameValue(column: Column, a: unknown, b: unknown): boolean {
  return canonical(column, a) === canonical(column, b)
}

function canonical(column: Column, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (column.kind === 'timestamp') return value instanceof Date ? value.getTime() : Date.parse(String(value))
  if (column.kind === 'json') return typeof value === 'string' ? compact(value) : JSON.stringify(value)
  if (column.kind === 'uuid') return String(value).toLowerCase()
  return value
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  }
  catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return text
    throw error
  }
}
