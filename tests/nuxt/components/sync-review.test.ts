import { afterEach, expect, test, vi } from 'vitest'
import { clearNuxtState, useNuxtApp } from '#imports'
import SyncReview from '~/components/sync/SyncReview.vue'
import { useToast } from '~/composables/useToast'
import { useTodos } from '~/composables/useTodos'
import { useWriteProblems } from '~/composables/useWriteProblems'
import { keepUploadFault } from '~/powersync/mutations/upload-faults'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openReview(problem: Record<string, string>) {
  const { database, db } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  const rowId = await todos.add('Menu: chili')
  await db.insertInto('write_problems').values({
    id: 'p', user_id: 'guest', table_name: 'todos', row_id: rowId, code: 'overwritten', message: 'Your title was replaced by a later edit.',
    created_at: new Date().toISOString(), ...problem,
  } as never).execute()
  const screen = await onScreen(database, SyncReview)
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.text()).toContain('Needs review'))
  return { ...screen, todos }
}

const overwritten = { kind: 'overwritten', column_name: 'title', client_value: '"Menu: soup"', server_value: '"Menu: chili"' }

test('an overwritten edit shows both values, and mine can be used again', async () => {
  const { button, text, todos } = await openReview(overwritten)
  expect(text()).toContain('Nothing is lost. One edit waits for your decision.')
  expect(text()).toContain('Menu: soup')
  button('Use mine').click()
  await eventually(() => expect(todos.open.value[0]?.title).toBe('Menu: soup'))
  await eventually(() => expect(text()).toContain('Nothing to review'))
})

test('what is there can be kept', async () => {
  const { button, text, todos } = await openReview(overwritten)
  button('Keep what is there').click()
  await eventually(() => expect(text()).toContain('Nothing to review'))
  expect(todos.open.value[0]?.title).toBe('Menu: chili')
})

test('a refused edit says in words what was changed and why it was not accepted', async () => {
  const { text } = await openReview({
    kind: 'refused', code: 'role_too_low', message: 'Viewers of this list cannot change it.',
    client_value: JSON.stringify({ op: 'PATCH', data: { completed_at: '2026-11-20T10:00:00Z', priority: 3 } }), server_value: 'null',
  })
  expect(text()).toContain('Not accepted')
  expect(text()).toContain('Viewers of this list cannot change it.')
  expect(text()).toContain('Completed')
  expect(text()).toContain('High')
})

test('why it was refused is said in the language of whoever reads it, and in the server’s English where this app does not know the reason', async () => {
  const { $words } = useNuxtApp()
  const refused = { kind: 'refused', code: 'invalid_value', message: 'The title is longer than 500 characters.', client_value: '{"op":"PATCH","data":{"title":"Menu"}}', server_value: 'null' }
  const { text } = await openReview({ ...refused, reason: '{"key":"tooLong","values":{"column":"title","max":500}}' })
  expect(text()).toContain('The title is longer than 500 characters.')
  await $words.speak('de')
  await eventually(() => expect(text()).toContain('Titel: Das ist länger als 500 Zeichen.'))
  await $words.speak('en')
  close()
  const other = await openReview({ ...refused, code: 'row_gone', reason: '{"key":"todoDeleted","values":{"title":"Menu"},"together":true}' })
  expect(other.text()).toContain('This was one change with another that was refused: “Menu” was deleted meanwhile. Restore it to change it.')
  close()
  const later = await openReview({ ...refused, message: 'The title rhymes.', reason: '{"key":"rhymes","values":{"column":"title"}}' })
  expect(later.text()).toContain('The title rhymes.')
  await $words.speak('de')
  await eventually(() => expect(later.text()).toContain('Der Server kann diesen Wert nicht annehmen. Ändere ihn und versuch es noch einmal.'))
  await $words.speak('en')
})

test('a refused title can be corrected before it is tried again', async () => {
  const { button, text, todos } = await openReview({
    kind: 'refused', code: 'invalid_value', message: 'A title has at most 500 characters.',
    client_value: JSON.stringify({ op: 'PATCH', data: { title: 'Menu: far too much' } }), server_value: '{"title":"Menu: chili"}',
  })
  button('Change it').click()
  const field = await eventually(() => {
    const input = document.querySelector('article input')
    if (!input) throw new Error('No field yet')
    return input
  })
  expect(document.querySelector(`label[for="${field.id}"]`)?.textContent).toBe('Title')
  type(field, 'Menu: soup')
  button('Try again').click()
  await eventually(() => expect(todos.open.value[0]?.title).toBe('Menu: soup'))
  await eventually(() => expect(text()).toContain('Nothing to review'))
})

test('an edit that the server could not read is shown, counted, and comes back when it was discarded by mistake', async () => {
  const { database, db } = await openForTest()
  await keepUploadFault(db, '{"code":"malformed"}', [{ id: 7, ops: [{ op: 'PATCH', table: 'todos', id: 'gone', data: { title: 'Book the ferry' } }] }])
  const { count } = await useInComponent(database, useWriteProblems)
  const { toasts, undo } = await useInComponent(database, useToast)
  const screen = await onScreen(database, SyncReview)
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.text()).toContain('Renamed “Book the ferry”'))
  expect(screen.text()).toContain('Nothing is lost. One edit waits for your decision.')
  expect(screen.text()).not.toContain('malformed')
  expect(count.value).toBe(1)

  screen.button('Discard mine').click()
  await eventually(() => expect(screen.text()).toContain('Nothing to review'))
  await eventually(() => expect(toasts.value.at(-1)?.text).toBe('Discarded'))
  await undo()
  await eventually(() => expect(screen.text()).toContain('Renamed “Book the ferry”'))
})

test('an edit that the server could not read is saved as a file with all that is known of it', async () => {
  const { database, db } = await openForTest()
  await keepUploadFault(db, 'what the server said', [{ id: 7, ops: [{ op: 'PUT', table: 'todos', id: 'a', data: { title: 'Tent' } }] }])
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob)
    return 'blob:saved'
  })
  const screen = await onScreen(database, SyncReview)
  close = () => screen.wrapper.unmount()
  await eventually(() => screen.button('Save as a file').click())
  expect(JSON.parse(await saved[0]!.text())).toMatchObject({ answer: 'what the server said', ops: [{ op: 'PUT', table: 'todos', data: { title: 'Tent' } }] })
  vi.restoreAllMocks()
})
