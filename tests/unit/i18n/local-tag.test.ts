import { expect, test } from 'vitest'
import { isMonthFirst, localTag } from '../../../i18n/local-tag.ts'

const december = (tag: string) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date('2026-12-01T12:00Z'))

test.each([
  ['the first language that names a country', ['en', 'en-US', 'en-GB'], 'Dec 1'],
  ['a language among others', ['de-DE', 'en-GB;q=0.8', 'en-US;q=0.5'], '1 Dec'],
  ['no country', ['en', '*'], '1 Dec'],
  ['nothing that a language is', ['', ';q=1', 'en-US-x-twain', '../en-US'], '1 Dec'],
])('English dates are written as in the country of the browser: %s', (_, wanted, written) => {
  expect(december(localTag('en', wanted))).toBe(written)
})

test('another country may have other words, but digits and the calendar stay those of the page', () => {
  expect(december(localTag('de', ['de-AT']))).toBe('1. Dez.')
  expect(new Intl.DateTimeFormat(localTag('de', ['de-AT']), { month: 'long', timeZone: 'UTC' }).format(0)).toBe('Jänner')
  expect(new Intl.DateTimeFormat(localTag('ar', ['ar-SA']), { year: 'numeric', timeZone: 'UTC' }).format(new Date('2026-12-01'))).toBe('2026')
})

test('of a day in numbers the month comes first in America', () => {
  const isFirst = (...wanted: string[]) => isMonthFirst(localTag('en', wanted))
  expect([isFirst('en-US'), isFirst('en-GB'), isFirst('en'), isFirst('en-AU'), isFirst('en-CA'), isFirst('en-ZA')]).toEqual([true, false, false, false, false, false])
})
