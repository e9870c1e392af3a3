import type { SyncPhase } from '~/composables/sync/phase'
import { mockNuxtImport } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { clearNuxtState, useNuxtApp } from '#imports'
import DiagnosticsScreen from '~/components/diagnostics/DiagnosticsScreen.vue'
import { reportText } from '~/composables/diagnostics/report-text'
import { isSound, verifyLocal } from '~/powersync/diagnostics/verify-local'
import { openForTest } from '../local'
import { eventually, onScreen } from './on-screen'

const { phase, failing, copied, saved } = vi.hoisted(() => ({
  phase: { current: 'synced' as SyncPhase },
  failing: { current: null as Error | null },
  copied: [] as string[],
  saved: [] as { name: string, text: string }[],
}))
// There is no service in these tests; everything else is real.
mockNuxtImport('useSyncStatus', original => () => ({ ...original(), phase: computed(() => phase.current), error: computed(() => failing.current) }))

const reconnect = vi.fn()
let close = () => {}

beforeEach(() => {
  vi.stubGlobal('navigator', Object.create(navigator, {
    storage: { value: { persisted: async () => false, persist: async () => false, estimate: async () => ({ usage: 12_340_000, quota: 2_100_000_000 }) } },
    userAgent: { value: 'Test browser' },
    onLine: { value: true },
    clipboard: { value: { writeText: async (text: string) => void copied.push(text) } },
    locks: { value: { request: async (_name: string, _options: object, act: (lock: object | null) => Promise<void>) => await act({}) } },
  }))
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) void blob.text().then(text => saved.push({ name: '', text }))
    return 'blob:test'
  })
  const app: { $sync?: unknown } = useNuxtApp()
  app.$sync = { isInMemory: shallowRef(false), isStuck: shallowRef(false), reconnect }
})
afterEach(() => {
  close()
  clearNuxtState()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  reconnect.mockReset()
  copied.length = 0
  saved.length = 0
  phase.current = 'synced'
  failing.current = null
})

async function open() {
  const { database } = await openForTest()
  await database.execute(`INSERT INTO lists (id, name) VALUES ('list', 'Birthday surprise for Mina')`)
  await database.execute(`INSERT INTO profiles (id, name) VALUES ('me', 'Mina Musterfrau')`)
  const screen = await onScreen(database, DiagnosticsScreen)
  close = () => screen.wrapper.unmount()
  return { ...screen, database }
}

test('says what there is on this device, and where', async () => {
  const { text } = await open()
  await eventually(() => expect(text()).toMatch(/Edits that wait\s*2, the oldest today/))
  expect(text()).toMatch(/Rows\s*2/)
  expect(text()).toContain('13 MB of 2.1 GB')
  expect(text()).toContain('It may clear it when space runs short')
})

test('the report has numbers and states, and nothing of what anybody wrote', async () => {
  const { button, database, text } = await open()
  await eventually(() => expect(text()).toContain('the oldest today'))
  button('Copy a report').click()
  await eventually(() => expect(copied).toHaveLength(1))
  expect(copied[0]).toMatch(/Edits that wait: 2 operations/)
  expect(copied[0]).toMatch(/Rows: .*lists 1/)
  const error = Object.assign(new Error('PSYNC_S2101 token eyJhbGciOi.eyJzdWIi.c2ln of mina@example.com for "Birthday surprise"'), { name: 'Mina Musterfrau' })
  const report = reportText({
    at: new Date(), version: '1', sdk: null, userAgent: 'Test', language: 'en', isOnline: true, hasAccount: true, phase: 'attention', lastSyncedAt: null,
    errors: [error, new Error('Birthday surprise'), 'mina@example.com'], isInMemory: false, isPersistent: null, estimate: null,
    open: { file: 'driftless-mina.db', vfs: 'IDBBatchAtomicVFS', cacheSizeKb: 1, readers: 1, sharedByTabs: true, worker: true },
    device: null, verification: await verifyLocal(database),
  })
  expect(report).toContain('PSYNC_S2101')
  for (const secret of ['Birthday', 'surprise', 'Mina', 'Musterfrau', 'mina', '@', 'eyJ']) expect(copied[0]! + report).not.toContain(secret)
})

test('verifying a sound copy says so', async () => {
  const { button, text } = await open()
  await eventually(() => button('Verify').click())
  await eventually(() => expect(text()).toContain('All is well: 2 rows agree with what arrived. Rows with edits that wait were left out: 2.'))
})

test('verifying names what is wrong, and the way to put it right', async () => {
  const { button, text, database } = await open()
  await database.execute(`INSERT INTO ps_data__todos (id, data) VALUES ('x', '{}')`)
  await eventually(() => button('Verify').click())
  await eventually(() => expect(text()).toMatch(/Rebuild the local data to put it right.\s*Rows that never arrived: 1/))
  expect(isSound(await verifyLocal(database))).toBe(false)
})

test('the database is handed over as SQL', async () => {
  const { button } = await open()
  await eventually(() => button('Download my database').click())
  await eventually(() => expect(saved.map(({ text }) => text).join('')).toContain('Birthday surprise for Mina'))
})

test('nobody can rebuild what could not be downloaded again', async () => {
  for (const [now, words] of [['saved-here', 'there is nothing to download them from'], ['signed-out', 'Sign in first'], ['offline', 'This needs a connection']] as const) {
    phase.current = now
    const { button, text } = await open()
    await eventually(() => expect(text()).toContain(words))
    expect((button('Rebuild local data') as HTMLButtonElement).disabled).toBe(true)
    close()
  }
})

test('nobody rebuilds while the server takes no edits: this device would stand empty until it does', async () => {
  failing.current = new Error('The server answered 503')
  const { button, text } = await open()
  await eventually(() => expect(text()).toContain('The server does not take your edits at the moment.'))
  expect((button('Rebuild local data') as HTMLButtonElement).disabled).toBe(true)
})

test('rebuilding saves the edits that wait, keeps them in the queue and connects again', async () => {
  const { button, text, database } = await open()
  const queue = await database.getAll('SELECT * FROM ps_crud')
  await eventually(() => button('Rebuild local data').click())
  await eventually(() => expect(text()).toContain('Edits that wait are saved as a file first.'))
  button('Rebuild').click()
  await eventually(() => expect(reconnect).toHaveBeenCalled())
  expect(saved.map(({ text }) => text).join('')).toContain('driftless-unsent-edits')
  expect(await database.getAll('SELECT * FROM ps_crud')).toEqual(queue)
  expect(await database.getAll('SELECT * FROM lists')).toEqual([])
  await eventually(() => expect(text()).toContain('Sending your edits first'))
})
