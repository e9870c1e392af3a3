import { beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

const asAccount = (id: string) => localStorage.setItem('driftless:account', JSON.stringify({ id, name: 'Mina', email: 'mina@example.com' }))

/** As a page that was just loaded has it. */
async function load() {
  vi.resetModules()
  return await import('~/composables/todo/drafts')
}

test('what stood in a field when the page was loaded anew is put back, once, and in that field only', async () => {
  const before = await load()
  before.keepDraft('plans', 'Buy mi')
  before.keepDraft('today', 'Call')
  const after = await load()
  expect(after.takeDraft('plans')).toBe('Buy mi')
  expect(after.takeDraft('plans')).toBe('')
  expect(after.takeDraft('today')).toBe('Call')
})

test('what was sent or taken out is not put back, and a draft that waits for its field outlives another reload', async () => {
  const before = await load()
  before.keepDraft('plans', 'Buy mi')
  before.keepDraft('today', 'Call')
  before.keepDraft('plans', '')
  const between = await load()
  between.keepDraft('inbox', 'Post')
  const after = await load()
  expect(['plans', 'today', 'inbox'].map(after.takeDraft)).toEqual(['', 'Call', 'Post'])
})

test('another person is given nothing of it, and signing out leaves nothing', async () => {
  asAccount('mina')
  const { keepDraft, forgetDrafts } = await load()
  keepDraft('plans', 'A secret')
  asAccount('jon')
  expect((await load()).takeDraft('plans')).toBe('')
  forgetDrafts()
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('secret')
})
