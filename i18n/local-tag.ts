import type { LanguageCode } from './languages.ts'
import { languages } from './languages.ts'

/** A language with a country, maybe with its letters between: `en-US`, `ar-EG`, `zh-Hant-TW`. */
const withCountry = /^([a-z]{2,3})(-[a-z]{4})?-([a-z]{2}|\d{3})$/i

/**
 * How a language is written where this person is, for Intl: `en-US` has December first, `en-GB` the day. It is the first of the browser's languages that
 * names a country and fits. The calendar and the digits are those that the rest of the page has.
 *
 * @param wanted the browser's languages, as `navigator.languages` or the parts of an Accept-Language header
 */
export function localTag(code: LanguageCode, wanted: readonly string[]): string {
  const { tag } = languages.find(language => language.code === code) ?? languages[0]
  const own = wanted.map(candidate => withCountry.exec(candidate.replace(/;.*$/, '').trim())).find(found => found?.[1]?.toLowerCase() === code)?.[0]
  if (own === undefined) return tag
  return new Intl.Locale(own, { calendar: 'gregory', numberingSystem: new Intl.Locale(tag).numberingSystem }).toString()
}

/** Whether a day written in numbers has its month first there: `12/1/2026`. */
export function isMonthFirst(tag: string): boolean {
  return new Intl.DateTimeFormat(tag).formatToParts(0)[0]?.type === 'month'
}
