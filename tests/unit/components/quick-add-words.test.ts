import { GB } from 'chrono-node/en'
import { expect, test } from 'vitest'
import { dateInLine } from '~/composables/board/date-in-line'
import { daysAhead, english } from '~/composables/board/date-words'
import { loadLineDates } from '~/composables/board/line-dates'
import { quickAddWords } from '~/composables/board/quick-add-words'

// A Friday.
const now = new Date(2026, 10, 20, 10)
const datesAt = (moment: Date) => ({ inLine: (line: string) => dateInLine(line, { ...english, find: text => daysAhead(GB, text, moment) }) })
const dates = datesAt(now)
const people = [{ userId: 'u1', name: 'Mina Ek' }, { userId: 'u2', name: 'Jon' }]
const read = (text: string, kept: string[] = []) => quickAddWords(text, { people, dates, kept: new Set(kept) })

test('words of the line become fields', () => {
  expect(read('pay rent tomorrow !2 #home @mina').item).toEqual({ title: 'pay rent', dueOn: '2026-11-21', priority: 2, labels: ['home'], assigneeId: 'u1' })
  expect(read('call the bank !1 #home #money').item).toEqual({ title: 'call the bank', priority: 3, labels: ['home', 'money'] })
})

test.each([
  ['water the plants today', '2026-11-20'],
  ['water the plants mon', '2026-11-23'],
  ['water the plants on Monday', '2026-11-23'],
  ['water the plants in 3 weeks', '2026-12-11'],
  ['water the plants 1 dec', '2026-12-01'],
  ['water the plants by 1 December', '2026-12-01'],
  ['water the plants 20 nov', '2026-11-20'],
  ['water the plants fri', '2026-11-27'],
  ['water the plants in a month', '2026-12-20'],
  ['tomorrow water the plants', '2026-11-21'],
  ['in 3 weeks: water the plants', '2026-12-11'],
])('%s is due on %s', (line, dueOn) => {
  expect(read(line).item).toEqual({ title: 'water the plants', dueOn })
})

test.each(['Menu for Saturday', 'Book the ferry for Friday evening', 'Review of last Monday', 'Friday dinner', 'tomorrow', 'May', 'Buy 2 eggs', 'C# course', 'mail to a@b.c', '#5 and !9',
  'Meditate 10 min', 'Write down what was said yesterday', 'Trip 1 dec to 5 dec', 'Today’s slides'])(
  '%s stays as it was written', (line) => {
    expect(read(line).item).toEqual({ title: line })
  })

test.each([
  ['lunch on Friday at 3pm', 'lunch at 3pm', '2026-11-27'],
  ['lunch 3pm tomorrow', 'lunch 3pm', '2026-11-21'],
  ['lunch tomorrow at noon', 'lunch at noon', '2026-11-21'],
  ['run mon morning', 'run morning', '2026-11-23'],
  ['run tonight', 'run', '2026-11-20'],
])('a time of day is not lost: %s', (line, title, dueOn) => {
  expect(read(line).item).toEqual({ title, dueOn })
})

test('what a line says twice counts once', () => {
  expect(read('pay rent #home #home !1 !3')).toMatchObject({ item: { title: 'pay rent !3', priority: 3, labels: ['home'] }, chips: [{ match: '#home' }, { match: '!1' }] })
})

test.each([1, 9, 13, 23])('at %i o’clock a day means the same', (hour) => {
  const at = new Date(2026, 10, 20, hour)
  const on = (line: string) => quickAddWords(line, { people, dates: datesAt(at), kept: new Set() }).item.dueOn
  expect(['x fri', 'x 20 nov', 'x today', 'x tomorrow', 'x sat', 'x in 3 days'].map(on)).toEqual(['2026-11-27', '2026-11-20', '2026-11-20', '2026-11-21', '2026-11-21', '2026-11-23'])
})

test('a chip that is taken away goes back to the title', () => {
  expect(read('see the film tomorrow #fun', ['tomorrow']).item).toEqual({ title: 'see the film tomorrow', labels: ['fun'] })
  expect(read('learn #basic', ['#basic']).item).toEqual({ title: 'learn #basic' })
})

test('before dates can be read, the rest already can', () => {
  expect(quickAddWords('pay rent tomorrow !3', { people, dates: null, kept: new Set() }).item).toEqual({ title: 'pay rent tomorrow', priority: 1 })
})

test.each([
  ['Miete zahlen morgen', 'Miete zahlen', '2026-11-21'],
  ['Miete zahlen am Montag', 'Miete zahlen', '2026-11-23'],
  ['Miete zahlen bis 1. Dez', 'Miete zahlen', '2026-12-01'],
  ['Blumen gießen in 3 Wochen', 'Blumen gießen', '2026-12-11'],
  ['Blumen gießen in 2 Monaten', 'Blumen gießen', '2027-01-20'],
  ['Geschenke kaufen bis 24.12.', 'Geschenke kaufen', '2026-12-24'],
  ['Essen am Freitag um 15 Uhr', 'Essen um 15 Uhr', '2026-11-27'],
  ['morgen Milch kaufen', 'Milch kaufen', '2026-11-21'],
  ['Version 2.3 prüfen 1.12.', 'Version 2.3 prüfen', '2026-12-01'],
  ['Menü für Samstag', 'Menü für Samstag', undefined],
])('in German, %s', async (line, title, dueOn) => {
  const german = await loadLineDates('de', () => now)
  expect(quickAddWords(line, { people, dates: german, kept: new Set() }).item).toEqual({ title, ...dueOn && { dueOn } })
})

test.each([
  ['شراء الحليب غدا', 'شراء الحليب', '2026-11-21'],
  ['شراء الحليب غدًا', 'شراء الحليب', '2026-11-21'],
  ['دفع الإيجار في 1 ديسمبر', 'دفع الإيجار', '2026-12-01'],
  ['ملخص من الاثنين', 'ملخص من الاثنين', undefined],
  ['شراء الحليب بعد ثلاثة أيام', 'شراء الحليب', '2026-11-23'],
  ['شراء الحليب غدا الساعة 3', 'شراء الحليب الساعة 3', '2026-11-21'],
  ['buy milk tomorrow', 'buy milk', '2026-11-21'],
])('in Arabic, with English words too, %s', async (line, title, dueOn) => {
  const arabic = await loadLineDates('ar', () => now)
  expect(quickAddWords(line, { people, dates: arabic, kept: new Set() }).item).toEqual({ title, ...dueOn && { dueOn } })
})
