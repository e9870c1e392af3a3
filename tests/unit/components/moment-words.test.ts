import { expect, test } from 'vitest'
import { momentWords } from '../../../composables/board/moment-words'

const now = new Date(2026, 10, 20, 15, 30)
const words = (...at: [number, number, number, number, number]) => momentWords(new Date(...at).toISOString(), now, 'en-GB')

test('the last hour is told by how long ago it is', () => {
  expect(words(2026, 10, 20, 15, 30).ago).toBe('now')
  expect(words(2026, 10, 20, 15, 18).ago).toBe('12 minutes ago')
  expect(words(2026, 10, 20, 14, 10).ago).toBeNull()
})

test('before that by its day and time, in the person’s own zone', () => {
  expect(words(2026, 10, 20, 14, 10)).toMatchObject({ day: 'today', time: '14:10' })
  expect(words(2026, 10, 19, 23, 59).day).toBe('yesterday')
  expect(words(2026, 10, 16, 9, 5)).toMatchObject({ day: 'Monday', time: '09:05' })
  expect(words(2026, 9, 2, 8, 0).day).toBe('2 Oct')
  expect(words(2025, 9, 2, 8, 0).day).toBe('2 Oct 2025')
})

test('a clock that is behind makes nothing of the future', () => {
  expect(words(2026, 10, 20, 16, 0).ago).toBe('now')
})

test('it is said in the person’s language', () => {
  expect(momentWords(new Date(2026, 10, 19, 14, 10).toISOString(), now, 'de').day).toBe('gestern')
})
