import { expect, test } from 'vitest'
import { keepUnchanged } from '../../../composables/sync/keyed-rows.ts'

const row = (id: string, title = id) => ({ id, title })

test('rows that did not change stay the same objects, wherever they stand', () => {
  const before = [row('a'), row('b'), row('c')]
  const now = keepUnchanged(before, [row('c'), row('a'), row('b', 'renamed'), row('d')])
  expect(now.map(each => each.title)).toEqual(['c', 'a', 'renamed', 'd'])
  expect(now[0]).toBe(before[2])
  expect(now[1]).toBe(before[0])
  expect(now[2]).not.toBe(before[1])
})

test('when nothing changed the rows are the very same array', () => {
  const before = [row('a'), row('b')]
  expect(keepUnchanged(before, [row('a'), row('b')])).toBe(before)
  expect(keepUnchanged(before, [row('b'), row('a')])).not.toBe(before)
  expect(keepUnchanged(before, [row('a')])).toHaveLength(1)
})
