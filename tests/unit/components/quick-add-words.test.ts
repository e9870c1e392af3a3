import { GB } from 'chrono-node/en'
import { expect, test } from 'vitest'
import { english, loadDateWords } from '~/composables/board/date-words'
import { quickAddWords } from '~/composables/board/quick-add-words'

// A Friday.
const now = new Date(2026, 10, 20, 10)
const dates = { ...english, find: (text: string) => GB.parse(text, now, { forwardDate: true }) }
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
])('%s is due on %s', (line, dueOn) => {
  expect(read(line).item).toEqual({ title: 'water the plants', dueOn })
})

test.each(['Menu for Saturday', 'Book the ferry for Friday evening', 'Review of last Monday', 'Friday dinner', 'tomorrow', 'May', 'Buy 2 eggs', 'C# course', 'mail to a@b.c', '#5 and !9'])(
  '%s stays as it was written', (line) => {
    expect(read(line).item).toEqual({ title: line })
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
  ['Menü für Samstag', 'Menü für Samstag', undefined],
])('in German, %s', async (line, title, dueOn) => {
  const german = await loadDateWords('de', () => now)
  expect(quickAddWords(line, { people, dates: german, kept: new Set() }).item).toEqual({ title, ...dueOn && { dueOn } })
})

test.each([
  ['شراء الحليب غدا', 'شراء الحليب', '2026-11-21'],
  ['شراء الحليب غدًا', 'شراء الحليب', '2026-11-21'],
  ['دفع الإيجار في 1 ديسمبر', 'دفع الإيجار', '2026-12-01'],
  ['ملخص من الاثنين', 'ملخص من الاثنين', undefined],
  ['buy milk tomorrow', 'buy milk', '2026-11-21'],
])('in Arabic, with English words too, %s', async (line, title, dueOn) => {
  const arabic = await loadDateWords('ar', () => now)
  expect(quickAddWords(line, { people, dates: arabic, kept: new Set() }).item).toEqual({ title, ...dueOn && { dueOn } })
})
