import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import SyncReview from '~/components/sync/SyncReview.vue'
import { useTodos } from '~/composables/useTodos'
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
