import { calendarDay } from './fit-todo.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The one day that a date with a year names: "2026-11-27", "2026-11-27T18:00:00", "27 Nov 2026", "Nov 27, 2026 18:00".
 * Null for everything else: "every monday" is many days, and "tomorrow" was another day when the file was written.
 */
export function dayInWords(text: string): string | null {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text)?.[1]
  if (iso) return calendarDay(iso)
  const dayFirst = /^(\d{1,2})\.? ([a-z]{3})[a-z]*\.?,? (\d{4})(?: .*)?$/i.exec(text)
  if (dayFirst) return dayOf(dayFirst[3], dayFirst[2], dayFirst[1])
  const monthFirst = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?: .*)?$/i.exec(text)
  return monthFirst ? dayOf(monthFirst[3], monthFirst[1], monthFirst[2]) : null
}

function dayOf(year = '', month = '', day = ''): string | null {
  const number = months.indexOf(month.toLowerCase()) + 1
  return number === 0 ? null : calendarDay(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`)
}
