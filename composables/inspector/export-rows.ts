import type { SqliteValue } from '~/powersync/inspect/table-page'
import { offerDownload } from '~/composables/account/offer-download'
import { formatCsv } from '~/powersync/transfer/csv'

/** Offers rows as a file: CSV with a line of names, or JSON, where each row is an object. */
export function exportRows(name: string, columns: readonly string[], rows: readonly (readonly SqliteValue[])[], format: 'csv' | 'json'): void {
  if (format === 'csv') return offerDownload(`${name}.csv`, 'text/csv', formatCsv([columns, ...rows.map(row => row.map(cellText))]))
  const objects = rows.map(row => Object.fromEntries(columns.map((column, index) => [column, jsonValue(row[index] ?? null)])))
  offerDownload(`${name}.json`, 'application/json', JSON.stringify(objects, null, 2))
}

/** A value as text; nothing for NULL, hexadecimal for bytes. */
export function cellText(value: SqliteValue): string {
  if (value === null) return ''
  return value instanceof Uint8Array ? `x'${Array.from(value, byte => byte.toString(16).padStart(2, '0')).join('')}'` : String(value)
}

function jsonValue(value: SqliteValue): string | number | null {
  return typeof value === 'number' || value === null ? value : cellText(value)
}
