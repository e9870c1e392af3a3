/** To make a format takes the browser longer than to use it a hundred times, and every row of a list writes a day. */
const numberFormats = new Map<string, Intl.NumberFormat>()
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** A number as the language writes it: `1,234`. */
export function numberWords(tag: string, value: number): string {
  const format = numberFormats.get(tag) ?? new Intl.NumberFormat(tag)
  numberFormats.set(tag, format)
  return format.format(value)
}

/**
 * A calendar day (`2026-11-27`) as the language writes it.
 *
 * @param parts which of its parts; the time zone is of no matter
 */
export function dayFormat(tag: string, day: string, parts: Pick<Intl.DateTimeFormatOptions, 'weekday' | 'day' | 'month' | 'year'>): string {
  const key = `${tag} ${JSON.stringify(parts)}`
  const format = dayFormats.get(key) ?? new Intl.DateTimeFormat(tag, { ...parts, timeZone: 'UTC' })
  dayFormats.set(key, format)
  return format.format(new Date(`${day}T12:00Z`))
}
