import type { ParsedResult } from 'chrono-node'
import type { LanguageCode } from '~/i18n/languages'

/** A date that stands in a line, and where. */
export type FoundDate = Pick<ParsedResult, 'index' | 'text' | 'start'>

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
  const option = { forwardDate: true }
  if (code === 'de') {
    const { casual } = await import('chrono-node/de')
    return { ...german, find: text => casual.parse(text, now(), option) }
  }
  const { GB, casual } = await import('chrono-node/en')
  // Day before month, as most of the world writes it, unless this person's language is American English.
  const chrono = navigator.language === 'en-US' ? casual : GB
  if (code === 'en') return { ...english, find: text => chrono.parse(text, now(), option) }
  // Who writes Arabic often writes English too.
  const arabic = await import('chrono-node/ar')
  return { ...mixed, find: text => [...chrono.parse(text, now(), option), ...unmarked(text, bare => arabic.casual.parse(bare, now(), option))] }
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
