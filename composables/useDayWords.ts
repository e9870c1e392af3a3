import type { Translate } from '~/i18n/translate'
import { dayFormat } from '~/i18n/formats'

export interface DueWords { text: string, tone: 'late' | 'soon' | 'plain' }

/** How a language says days: its words, and its tag for Intl. */
export interface Speech { t: Translate, tag: string }

/**
 * Days in the words people use. Dates are calendar days (`2026-11-27`) in this person's own time zone, moments are ISO 8601.
 * `today` moves on at midnight by itself, so a list left open overnight does not lie in the morning.
 */
export function useDayWords() {
  const { t, language } = useWords()
  const now = useClock(60_000)
  const today = computed(() => isoDay(now.value))
  const speech = computed((): Speech => ({ t, tag: language.value.tag }))
  const past = (moment: string) => pastWords(moment, today.value, speech.value)

  return {
    today,
    due: (day: string) => dueWords(day, today.value, speech.value),
    date: (day: string) => dateWords(day, today.value, speech.value.tag, true),
    heading: (day: string) => dayHeading(day, today.value, speech.value),
    past,
    /** With the time of day. */
    pastAt: (moment: string) => t('time.at', { day: past(moment), time: timeWords(moment, speech.value.tag) }),
    /** A day to come, inside of a sentence. */
    until: (moment: string) => untilWords(isoDay(new Date(moment)), today.value, speech.value),
  }
}

/** When something is due: `Today`, `Tomorrow`, `Yesterday`, `Sat, 28 Nov`, with the year once it is another one. */
export function dueWords(day: string, today: string, { t, tag }: Speech): DueWords {
  const distance = daysBetween(today, day)
  if (distance === 0) return { text: t('time.today'), tone: 'late' }
  if (distance === 1) return { text: t('time.tomorrow'), tone: 'soon' }
  if (distance === -1) return { text: t('time.yesterday'), tone: 'late' }
  return { text: dateWords(day, today, tag, true), tone: distance < 0 ? 'late' : 'plain' }
}

/** A day as the heading over its todos: `Tomorrow`, `Friday` within the next week with its date, then the date alone. */
export function dayHeading(day: string, today: string, { t, tag }: Speech): string {
  const distance = daysBetween(today, day)
  if (distance === 1) return `${t('time.tomorrow')} · ${dateWords(day, today, tag, true)}`
  if (distance >= 7) return dateWords(day, today, tag, true)
  return `${weekdayWords(day, tag)} · ${dateWords(day, today, tag, false)}`
}

/** When something happened, inside of a sentence: `today`, `yesterday`, a weekday within the last six days, then the date. */
export function pastWords(moment: string, today: string, { t, tag }: Speech): string {
  const day = isoDay(new Date(moment))
  const distance = daysBetween(day, today)
  if (distance <= 0) return t('time.happenedToday')
  if (distance === 1) return t('time.happenedYesterday')
  if (distance < 7) return t('time.onWeekday', { weekday: weekdayWords(day, tag) })
  return t('time.onDate', { date: dateWords(day, today, tag, false) })
}

/** The calendar day of a moment where this person is. */
export function isoDay(moment: Date): string {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map(part => String(part).padStart(2, '0'))
  return `${moment.getFullYear()}-${month}-${day}`
}

/** A calendar day as a date: `Sat, 28 Nov`, with the year instead of the weekday once it is another one. */
export function dateWords(day: string, today: string, tag: string, weekday: boolean): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  return dayFormat(tag, day, { day: 'numeric', month: 'short', ...(sameYear ? weekday && { weekday: 'short' } : { year: 'numeric' }) })
}

/** The time of day: `14:05`, `2:05 PM`. */
export function timeWords(moment: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(moment))
}

function untilWords(day: string, today: string, { t, tag }: Speech): string {
  const distance = daysBetween(today, day)
  if (distance === 0) return t('time.happenedToday')
  return distance === 1 ? t('time.untilTomorrow') : dateWords(day, today, tag, true)
}

function weekdayWords(day: string, tag: string): string {
  return dayFormat(tag, day, { weekday: 'long' })
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000)
}
