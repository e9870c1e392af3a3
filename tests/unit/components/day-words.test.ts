import { expect, test } from 'vitest'
import { dayHeading, dueWords, isoDay, pastWords, timeWords } from '~/composables/useDayWords'
import { localTag } from '~/i18n/local-tag'
import { english, wordsIn } from '../../support/words'

const today = '2026-11-20'

test.each([
  ['2026-11-20', 'Today', 'late'],
  ['2026-11-21', 'Tomorrow', 'soon'],
  ['2026-11-19', 'Yesterday', 'late'],
  ['2026-12-31', 'Thu 31 Dec', 'plain'],
  ['2027-01-02', '2 Jan 2027', 'plain'],
  ['2026-10-01', 'Thu 1 Oct', 'late'],
])('%s is said as %s', (day, text, tone) => {
  const words = dueWords(day, today, english)
  expect({ ...words, text: words.text.replace(',', '') }).toEqual({ text, tone })
})

test('what happened is told by the day, as people do', () => {
  const at = (day: string) => pastWords(new Date(`${day}T15:00`).toISOString(), today, english)
  expect(at('2026-11-20')).toBe('today')
  expect(at('2026-11-19')).toBe('yesterday')
  expect(at('2026-11-16')).toBe('Monday')
  expect(at('2026-10-03')).toBe('3 Oct')
  expect(at('2025-10-03')).toBe('3 Oct 2025')
})

test('a day begins and ends where the person is', () => {
  expect(isoDay(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05')
  expect(isoDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})

test('days stand in the order and the words of the language', () => {
  const [german, arabic] = [wordsIn('de'), wordsIn('ar')]
  expect(dueWords('2026-12-31', today, german).text).toBe('Do., 31. Dez.')
  expect(dueWords('2026-11-21', today, german).text).toBe('Morgen')
  expect(dueWords('2027-01-02', today, arabic).text).toBe('2 يناير 2027')
  expect(pastWords(new Date('2026-11-16T15:00').toISOString(), today, german)).toBe('am Montag')
  expect(dayHeading('2026-11-23', today, arabic)).toBe('الاثنين · 23 نوفمبر')
})

test('an American reads the month first, and a clock of twelve hours', () => {
  const american = { ...english, tag: localTag('en', ['en-US', 'en']) }
  expect(dueWords('2026-12-01', today, american).text).toBe('Tue, Dec 1')
  expect(pastWords(new Date('2026-10-03T15:00').toISOString(), today, american)).toBe('Oct 3')
  expect(timeWords(new Date('2026-10-03T15:05').toISOString(), american.tag)).toMatch(/^3:05\sPM$/)
})
