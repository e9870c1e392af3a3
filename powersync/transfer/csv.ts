import { TransferError } from './TransferError.ts'

export interface CsvRecord {
  /** Where the record begins, counted from 1. */
  line: number
  fields: string[]
}

/**
 * Reads comma-separated values (RFC 4180; also with semicolons or tabs, as spreadsheets save them in some countries). Empty lines are left out.
 * @throws {TransferError} `broken_csv`, naming the line where a quotation mark was opened and never closed
 */
export function parseCsv(text: string): CsvRecord[] {
  const separator = separatorOf(text)
  const records: CsvRecord[] = []
  let record: CsvRecord = { line: 1, fields: [] }
  let line = 1
  let at = 0

  while (at < text.length) {
    const field = text[at] === '"' ? quoted(text, at, line) : bare(text, at, separator)
    record.fields.push(field.value)
    line += field.lines
    at = field.end
    if (text[at] === separator) {
      at += 1
      // A separator at the very end has an empty field behind it.
      if (at === text.length) record.fields.push('')
      continue
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    line += 1
    records.push(record)
    record = { line, fields: [] }
  }
  if (record.fields.length > 0) records.push(record)
  return records.filter(({ fields }) => fields.some(field => field.trim() !== ''))
}

/** Writes records with CRLF line ends, quoting what has to be quoted. */
export function formatCsv(records: ReadonlyArray<readonly string[]>): string {
  return records.map(fields => `${fields.map(quote).join(',')}\r\n`).join('')
}

function quote(field: string): string {
  // A spreadsheet takes what begins like this for a formula, and titles are written by other people too.
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

interface Field { value: string, end: number, lines: number }

function quoted(text: string, start: number, line: number): Field {
  let value = ''
  let at = start + 1
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) throw new TransferError('broken_csv', { key: 'transfer.openQuote', values: { line } }, line)
    value += text.slice(at, end)
    at = end + 1
    if (text[at] !== '"') break
    value += '"'
    at += 1
  }
  return { value, end: at, lines: linesIn(value) }
}

function bare(text: string, start: number, separator: string): Field {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(start, end), end, lines: 0 }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}

function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  const count = (separator: string) => head.split(separator).length
  return [',', ';', '\t'].reduce((best, candidate) => count(candidate) > count(best) ? candidate : best, ',')
}
