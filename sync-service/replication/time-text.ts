import type { ValueFormat } from '../streams/sync-config.ts'

const TIMESTAMP = /^(\d{4,})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(\+00)?( BC)?$/
const TIME = /^(\d\d:\d\d:\d\d)(?:\.(\d+))?$/

/**
 * Postgres' text of a timestamp (time zone UTC) as clients get it: ISO 8601 with a fixed number of digits and Z, or under edition 1 with a
 * space and only the digits that are needed. Infinities become the last and first representable moments.
 */
export function timestampText(text: string, format: ValueFormat, zoned: boolean): string {
  const suffix = zoned ? 'Z' : ''
  if (text === 'infinity') return infinity('9999-12-31', '23:59:59', format, suffix)
  if (text === '-infinity') return infinity('0000-01-01', '00:00:00', format, suffix)
  // The usual form, without a regular expression: YYYY-MM-DD hh:mm:ss[.ffffff][+00].
  if (text.charCodeAt(10) === 0x20 && !text.endsWith('C')) {
    const end = zoned ? text.length - 3 : text.length
    if (!format.isoTimestamps) return text.slice(0, end) + suffix
    return `${text.slice(0, 10)}T${text.slice(11, 19)}${fraction(text.slice(20, end), format)}${suffix}`
  }
  const match = TIMESTAMP.exec(text)
  if (!match) return text
  const [, year = '', day = '', time = '', digits = '', , bc] = match
  const date = bc ? `-${String(Number(year) - 1).padStart(6, '0')}-${day}` : `${year}-${day}`
  return format.isoTimestamps
    ? `${date}T${time}${fraction(digits, format)}${suffix}`
    : `${date} ${time}${digits && `.${digits}`}${suffix}`
}

/** `time` without zone; with a zone Postgres' own text is kept. */
export function timeText(text: string, format: ValueFormat): string {
  if (!format.isoTimestamps) return text
  const match = TIME.exec(text)
  return match ? `${match[1]}${fraction(match[2] ?? '', format)}` : text
}

function infinity(date: string, time: string, format: ValueFormat, suffix: string): string {
  return `${date}${format.isoTimestamps ? 'T' : ' '}${time}${suffix}`
}

// Never rounded: a cut timestamp is still in the same second, a rounded one may not be.
function fraction(digits: string, { timeDigits }: ValueFormat): string {
  return timeDigits === 0 ? '' : `.${digits.slice(0, timeDigits).padEnd(timeDigits, '0')}`
}
