import { mockNuxtImport } from '@nuxt/test-utils/runtime'
import { afterEach, expect, test, vi } from 'vitest'
import { openChannel } from '~/composables/inspector/channel'
import { record } from '~/composables/inspector/recorder'
import { simulatedNetwork, simulateNetwork } from '~/composables/inspector/simulated-network'
import { readTokenClaims } from '~/powersync/inspect/token-claims'
import { openForTest } from '../../local'
import { eventually } from '../on-screen'
import { factOf, openInspector } from './open-inspector'

const { reconnect } = vi.hoisted(() => ({ reconnect: vi.fn() }))
mockNuxtImport('useNuxtApp', original => () => Object.assign(original(), { $sync: { reconnect } }))

let close = () => {}
afterEach(() => {
  close()
  simulateNetwork('normal')
  reconnect.mockClear()
})

async function openSync() {
  const { database } = await openForTest()
  const screen = await openInspector(database, 'sync')
  close = () => screen.wrapper.unmount()
  return { ...screen, database }
}

test('says that nothing was synced yet', async () => {
  const { text } = await openSync()
  await eventually(() => expect(factOf('Last whole checkpoint')).toBe('Never'))
  await eventually(() => expect(text()).toContain('No priority has been applied yet.'))
})

test('says which write checkpoint is waited for', async () => {
  const { database } = await openSync()
  await eventually(() => expect(factOf('Write checkpoint')).toBe('Nothing was uploaded yet'))
  await database.execute(`INSERT INTO todos (id, title) VALUES ('a', 'Firewood')`)
  await eventually(() => expect(factOf('Write checkpoint')).toContain('1 transaction waits in the queue'))
})

test('shows the claims of the token that was fetched last, and never the token', async () => {
  const { text } = await openSync()
  const exp = Math.round(Date.now() / 1_000) + 300
  const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')
  const token = `${encoded({ alg: 'ES256', kid: 'key-1' })}.${encoded({ sub: 'mina', aud: 'driftless', iat: exp - 300, exp })}.c2lnbmF0dXJl`
  record({ kind: 'credentials', endpoint: 'http://localhost/powersync', token: readTokenClaims(token) })
  await eventually(() => expect(factOf('Person (sub)')).toBe('mina'))
  expect(factOf('Key (kid, alg)')).toBe('key-1, ES256')
  expect(factOf('Expires')).toMatch(/^in (4 min 5\d s|5 min 0 s) Valid for 5 minutes/)
  expect(text()).not.toContain('c2lnbmF0dXJl')
  expect(text()).toContain('Credentials fetched')
})

test('tells of uploads, refusals and failures in the order in which they happened, the newest first', async () => {
  const { wrapper } = await openSync()
  record({ kind: 'upload', transactions: [1, 2], operations: 3, milliseconds: 12, outcome: { kind: 'answered', applied: 2, refused: [] } })
  record({ kind: 'upload', transactions: [3], operations: 1, milliseconds: 9, outcome: { kind: 'answered', applied: 0, refused: [{ transaction: 3, codes: ['not_a_member'] }] } })
  record({ kind: 'upload', transactions: [4], operations: 1, milliseconds: 9, outcome: { kind: 'failed', message: 'UploadError: The server answered 503' } })
  await eventually(() => expect(wrapper.findAll('ol[aria-label=Timeline] li').slice(0, 3).map(line => line.text())).toEqual([
    expect.stringContaining('Upload of 1 transaction, 1 operation failed: UploadError: The server answered 503'),
    expect.stringContaining('1 refused: not_a_member'),
    expect.stringContaining('Uploaded 2 transactions, 3 operations in 12 ms'),
  ]))
})

test('what a closed tab saw last is followed by what the others see', async () => {
  const { wrapper } = await openSync()
  const lines = () => wrapper.findAll('ol[aria-label=Timeline] li span:last-child').map(line => line.text())
  const other = openChannel(() => {})
  const tab = { id: 'other', path: '/app', openedAt: Date.now() - 60_000, isInspector: false }
  const seen = { id: 'other/1', tab: 'other', at: Date.now() - 50_000, fact: { kind: 'status' as const, text: 'Connected in another tab', tone: 'good' as const } }
  other.post({ kind: 'here', tab, events: [seen], queries: [] })
  await eventually(() => expect(lines()).toContain('Connected in another tab'))
  // Both tabs see it; one tells it.
  record({ kind: 'status', text: 'Seen by both', tone: 'plain' })
  record({ kind: 'credentials', endpoint: 'http://localhost/powersync', token: null })
  await eventually(() => expect(lines()[0]).toBe('Credentials fetched'))
  expect(lines()).not.toContain('Seen by both')
  other.post({ kind: 'gone', tab: 'other' })
  await eventually(() => expect(lines()).toContain('Seen by both'))
  other.close()
})

test('without credentials it says why, beside the state and in the timeline', async () => {
  const { text } = await openSync()
  await eventually(() => expect(factOf('Connection')).toContain('Nobody is signed in'))
  record({ kind: 'no-credentials', reason: 'The server answered 503' })
  await eventually(() => expect(text()).toContain('No credentials: The server answered 503'))
})

test('a simulated network is kept for all tabs, told on every tab of the Inspector, and ended there', async () => {
  simulateNetwork('offline')
  const { text, button } = await openSync()
  await eventually(() => expect(text()).toContain('A network that is offline is simulated'))
  button('Back to normal').click()
  await eventually(() => expect(text()).not.toContain('is simulated'))
  expect(simulatedNetwork()).toBe('normal')
  expect(reconnect).toHaveBeenCalledOnce()
})

test('the connection is made anew when asked for', async () => {
  const { button } = await openSync()
  await eventually(() => button('Reconnect')).then(found => found.click())
  expect(reconnect).toHaveBeenCalledOnce()
})
