import { beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
})

/** As a page that was just opened has it. */
const fresh = () => import('~/composables/sync/warm-rows')
const asAccount = (id: string) => localStorage.setItem('driftless:account', JSON.stringify({ id, name: 'Mina', email: 'mina@example.com' }))

test('what was on the screen last is there at the next start, once', async () => {
  asAccount('mina')
  const { keepWarmRows } = await fresh()
  keepWarmRows('mina', { 'todos of a list': [{ id: 'a', title: 'Milk' }] })
  vi.resetModules()
  const { takeWarmRows } = await fresh()
  expect(takeWarmRows('another question')).toBeNull()
  expect(takeWarmRows('todos of a list')).toEqual([{ id: 'a', title: 'Milk' }])
  expect(takeWarmRows('todos of a list')).toBeNull()
})

test('another account sees nothing of it, and neither does a guest', async () => {
  asAccount('mina')
  const { keepWarmRows } = await fresh()
  keepWarmRows('mina', { todos: [{ id: 'a', title: 'Milk' }] })
  for (const become of [() => asAccount('jon'), () => localStorage.removeItem('driftless:account')]) {
    become()
    vi.resetModules()
    expect((await fresh()).takeWarmRows('todos')).toBeNull()
  }
})

test('a tab that has not heard of the sign-out yet writes nothing of the last account', async () => {
  asAccount('jon')
  const { keepWarmRows } = await fresh()
  keepWarmRows('mina', { todos: [{ id: 'a', title: 'Milk' }] })
  expect(JSON.stringify({ ...localStorage })).not.toContain('Milk')
})

test('it is forgotten when somebody signs out', async () => {
  asAccount('mina')
  const { keepWarmRows, forgetWarmRows, takeWarmRows } = await fresh()
  keepWarmRows('mina', { todos: [{ id: 'a', title: 'Milk' }] })
  localStorage.removeItem('driftless:account')
  forgetWarmRows()
  expect(JSON.stringify({ ...localStorage })).not.toContain('Milk')
  expect(takeWarmRows('todos')).toBeNull()
})

test('it stays small: an answer for which there is no room is left out', async () => {
  asAccount('mina')
  const { keepWarmRows } = await fresh()
  keepWarmRows('mina', { huge: [{ id: 'a', title: 'x'.repeat(60_000) }], small: [{ id: 'b' }] })
  expect(localStorage.getItem('driftless:warm')?.length).toBeLessThan(1_000)
  vi.resetModules()
  expect((await fresh()).takeWarmRows('small')).toEqual([{ id: 'b' }])
})
