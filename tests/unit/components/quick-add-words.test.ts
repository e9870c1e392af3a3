import { GB } from 'chrono-node/en'
import { expect, test } from 'vitest'
import { quickAddWords } from '~/composables/board/quick-add-words'

// A Friday.
const now = new Date(2026, 10, 20, 10)
const findDates = (text: string) => GB.parse(text, now, { forwardDate: true })
const people = [{ userId: 'u1', name: 'Mina Ek' }, { userId: 'u2', name: 'Jon' }]
const read = (text: string, kept: string[] = []) => quickAddWords(text, { people, findDates, kept: new Set(kept) })

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
  expect(quickAddWords('pay rent tomorrow !3', { people, findDates: null, kept: new Set() }).item).toEqual({ title: 'pay rent tomorrow', priority: 1 })
})
