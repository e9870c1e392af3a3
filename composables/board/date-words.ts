import type { Chrono, ParsedResult, Parser } from 'chrono-node'
import type { LanguageCode } from '~/i18n/languages'
import { isMonthFirst, localTag } from '~/i18n/local-tag'

/** A date that stands in a line, and where. */
export type FoundDate = Pick<ParsedResult, 'index' | 'text' | 'start' | 'end'>

/** How a language writes dates in a line. */
export interface DateWords {
  find: (text: string) => FoundDate[]
  /** After these words a date is part of what is named: "menu for Saturday". */
  names: RegExp
  /** These words belong to the date: "on Monday". */
  joins: RegExp
}

/** The words for dates of a language. They come as files of their own, when somebody begins to type. */
export async function loadDateWords(code: LanguageCode, now = () => new Date()): Promise<DateWords> {
  if (code === 'de') {
    const { casual } = await import('chrono-node/de')
    const chrono = casual.clone()
    chrono.parsers.push(dayAndMonth)
    return { ...german, find: text => daysAhead(chrono, text, now()) }
  }
  const { GB, casual } = await import('chrono-node/en')
  // Read in the order in which days are written here: of 1/12 it decides which is the month.
  const chrono = isMonthFirst(localTag('en', navigator.languages)) ? casual : GB
  if (code === 'en') return { ...english, find: text => daysAhead(chrono, text, now()) }
  // Who writes Arabic often writes English too.
  const arabic = await import('chrono-node/ar')
  return { ...mixed, find: text => [...daysAhead(chrono, text, now()), ...unmarked(text, bare => daysAhead(arabic.casual, bare, now()))] }
}

/**
 * The dates in a text that have not gone by. What they mean is the same at every hour of a day: `20 nov` is today on that day, and on a Friday
 * `fri` is the next one.
 */
export function daysAhead(chrono: Pick<Chrono, 'parse'>, text: string, now: Date): FoundDate[] {
  const [morning, night] = [new Date(now), new Date(now)]
  morning.setHours(0, 0, 0, 0)
  night.setHours(23, 59, 59, 999)
  const option = { forwardDate: true }
  const isToday = ({ start }: FoundDate) => start.get('day') === morning.getDate() && start.get('month') === morning.getMonth() + 1
  return chrono.parse(text, morning, option).filter(({ start }) => start.date() >= morning).map((found) => {
    if (!isToday(found) || !found.start.isCertain('weekday') || found.start.isCertain('day')) return found
    return chrono.parse(text, night, option).find(({ index, text }) => index === found.index && text === found.text) ?? found
  })
}

/** `24.12.`, which the library knows with a year only. Without its last full stop it may be any other number. */
const dayAndMonth: Parser = {
  pattern: () => /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?=\s|$)/,
  extract(_, [, day, month]) {
    const [d, m] = [Number(day), Number(month)]
    return d >= 1 && d <= 31 && m >= 1 && m <= 12 ? { day: d, month: m } : null
  },
}

export const english: Omit<DateWords, 'find'> = { names: /\b(for|of|the|from|until|since|last)\s+$/i, joins: /\b(on|by|due|at)\s+$/i }
const german: Omit<DateWords, 'find'> = { names: /(^|\s)(für|von|vom|zum|zur|der|die|das|den|dem|seit|ab|letzten?)\s+$/i, joins: /(^|\s)(am|bis|fällig)\s+$/i }
const mixed: Omit<DateWords, 'find'> = { names: /((^|\s)(من|منذ|عن)|\b(for|of|the|from|until|since|last))\s+$/i, joins: /((^|\s)(في|قبل|حتى)|\b(on|by|due|at))\s+$/i }

/** Vowel marks may be written or not (غدًا, غدا): dates are looked for without them, and told as they were written. */
function unmarked(text: string, find: (bare: string) => FoundDate[]): FoundDate[] {
  const places = Array.from(text).flatMap((_, index, letters) => marks.test(letters[index] ?? '') ? [] : [letters.slice(0, index).join('').length])
  const bare = places.map(place => text[place]).join('')
  return find(bare).map(({ index, text: found, start }) => {
    const from = places[index] ?? 0
    return { index: from, text: text.slice(from, places[index + found.length] ?? text.length), start }
  })
}

const marks = /[\u064B-\u0652]/
