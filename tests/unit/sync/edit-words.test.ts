import { expect, test } from 'vitest'
import { ageWords } from '~/composables/sync/age-words'
import { editWords } from '~/composables/sync/edit-words'
import { english } from '../../support/words'

const group = { table: 'todos', op: 'PATCH', count: 1, rowId: '1', data: {}, name: null, listName: null }

test('an edit of a row that is not here any more is told without its name', () => {
  expect(editWords([{ ...group, data: { completed_at: 'now' } }], english.t)).toBe('Completed a todo')
  expect(editWords([{ ...group, table: 'lists', data: { archived_at: 'now' } }], english.t)).toBe('Archived a list')
  expect(editWords([{ ...group, data: { list_id: 'gone' }, name: 'Tent' }], english.t)).toBe('Moved “Tent” to another list')
})

test('tables that this version does not know, and no operation at all, still have a word', () => {
  expect(editWords([{ ...group, table: 'unicorns' }], english.t)).toBe('Changed something')
  expect(editWords([], english.t)).toBe('Changed something')
})

test('different changes of one edit stand beside each other', () => {
  expect(editWords([{ ...group, name: 'Tent', data: { deleted_at: 'now' } }, { ...group, op: 'DELETE', name: 'Pegs' }], english.t)).toBe('Deleted “Tent” · Deleted “Pegs” for good')
})

test('a long title is shortened', () => {
  expect(editWords([{ ...group, data: { title: 'x'.repeat(500) } }], english.t)).toHaveLength('Renamed “”'.length + 60)
})

test.each([
  ['2026-11-20T10:00:00Z', 'less than a minute'],
  ['2026-11-20T10:00:31Z', 'less than a minute'],
  ['2026-11-20T09:59:00Z', '1 minute'],
  ['2026-11-20T09:01:00Z', '59 minutes'],
  ['2026-11-20T08:00:00Z', '2 hours'],
  ['2026-11-18T09:00:00Z', '2 days'],
])('since %s an edit has waited %s', (moment, words) => {
  expect(ageWords(moment, new Date('2026-11-20T10:00:30Z'), english.t)).toBe(words)
})

test('that a row was made for the Inbox is no news', () => {
  const inbox = { ...group, table: 'lists', op: 'PUT', rowId: '00000000-0000-8000-8000-000000000000', name: 'Inbox' }
  expect(editWords([inbox, { ...group, op: 'PUT', name: 'Buy stamps', listName: 'Inbox' }], english.t)).toBe('Added “Buy stamps” to Inbox')
})
