import { useNow } from '@vueuse/core'

export interface DueWords { text: string, tone: 'late' | 'soon' | 'plain' }

/**
 * Days in the words people use. Dates are calendar days (`2026-11-27`) in this person's own time zone, moments are ISO 8601.
 * `today` moves on at midnight by itself, so a list left open overnight does not lie in the morning.
 */
export function useDayWords() {
  const now = useNow({ interval: 60_000 })
  const today = computed(() => isoDay(now.value))

  return {
    today,
    due: (day: string) => dueWords(day, today.value),
    heading: (day: string) => dayHeading(day, today.value),
    past: (moment: string) => pastWords(moment, today.value),
  }
}

/** When something is due: `Today`, `Tomorrow`, `Yesterday`, `Sat, 28 Nov`, with the year once it is another one. */
export function dueWords(day: string, today: string): DueWords {
  const distance = daysBetween(today, day)
  if (distance === 0) return { text: 'Today', tone: 'late' }
  if (distance === 1) return { text: 'Tomorrow', tone: 'soon' }
  if (distance === -1) return { text: 'Yesterday', tone: 'late' }
  return { text: dateWords(day, today, true), tone: distance < 0 ? 'late' : 'plain' }
}

/** A day as the heading over its todos: `Tomorrow`, `Friday` within the next week with its date, then the date alone. */
export function dayHeading(day: string, today: string): string {
  const date = dateWords(day, today, true)
  const distance = daysBetween(today, day)
  if (distance === 1) return `Tomorrow · ${date}`
  return distance < 7 ? `${new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(asLocalDate(day))} · ${dateWords(day, today, false)}` : date
}

/** When something happened: `today`, `yesterday`, a weekday within the last six days, then the date. */
export function pastWords(moment: string, today: string): string {
  const day = isoDay(new Date(moment))
  const distance = daysBetween(day, today)
  if (distance <= 0) return 'today'
  if (distance === 1) return 'yesterday'
  if (distance < 7) return new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(asLocalDate(day))
  return dateWords(day, today, false)
}

/** The calendar day of a moment where this person is. */
export function isoDay(moment: Date): string {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map(part => String(part).padStart(2, '0'))
  return `${moment.getFullYear()}-${month}-${day}`
}

/** A calendar day as a date: `Sat, 28 Nov`, with the year instead of the weekday once it is another one. */
export function dateWords(day: string, today: string, weekday: boolean): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? weekday && { weekday: 'short' } : { year: 'numeric' }) }).format(asLocalDate(day))
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000)
}

function asLocalDate(day: string): Date {
  return new Date(`${day}T12:00`)
}
