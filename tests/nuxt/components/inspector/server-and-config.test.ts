import type { H3Event } from 'h3'
import type { ConfigReport } from '~/shared/inspector/config-report'
import type { RowExplanation } from '~/shared/inspector/row-explanation'
import type { ServerReport } from '~/shared/inspector/server-report'
import { mockNuxtImport, registerEndpoint } from '@nuxt/test-utils/runtime'
import { createError, readBody } from 'h3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import InspectorServerWhyNot from '~/components/inspector/server/InspectorServerWhyNot.vue'
import { openForTest } from '../../local'
import { eventually, onScreen, type } from '../on-screen'
import { factOf, openInspector, tableLines } from './open-inspector'

mockNuxtImport('useNuxtApp', original => () => Object.assign(original(), { $sync: { reconnect() {} } }))

// The routes themselves are tested on the real server; here it is what is made of their answers.
const server = vi.hoisted(() => ({ operator: true, asked: [] as unknown[], status: 'embedded' as 'embedded' | 'external' }))
const at = '2026-11-20T10:00:00.000Z'
const report = (): ServerReport => ({
  at,
  sync: server.status === 'external'
    ? { status: null, notice: 'The sync service is not the embedded one.' }
    : {
        notice: null,
        status: {
          connection: { connected: true, postgres_uri: 'postgresql://db/lists', errors: [] },
          active: { connections: [{ slot_name: 'driftless_1', initial_replication_done: true, last_lsn: '0/1', last_keepalive_ts: '2026-11-20T09:59:58.000Z', replication_lag_bytes: 2_048, wal_status: 'lost', max_slot_wal_keep_size: '-1' }], errors: [{ level: 'warning', message: 'A warning of the sync config' }] },
          deploying: null,
          checkpoint: { op_id: '42', lsn: '0/2' },
          storage: { bytes: 1_000_000, bucket_count: 2, buckets: [{ name: 'gen#todos|0["x"]', operations: 1_234, superseded: 5, bytes: 9_000 }] },
          clients: { count: 1, list: [{ user_id: 'mina', client_id: 'phone', user_agent: 'powersync-js', transport: 'http', since: '2026-11-20T09:58:00.000Z', buckets: 3, bytes_sent: 2_000 }] },
          limits: { concurrentStreams: 200 },
          process: { uptime_seconds: 61, memory_bytes: 1, node: 'v24' },
        },
      },
  people: { mina: 'Mina' },
  uploads: [{ user_id: 'mina', user_name: 'Mina', client_id: 'phone-1234', transaction_id: '7', status: 'refused', problems: [{ code: 'not_a_member', table: 'todos', row_id: 'x' }], applied_at: at }],
  requests: { counted: 12, slowest: [{ at, request_id: 'abcdefgh-1', method: 'POST', path: '/api/powersync/upload', status: 200, milliseconds: 1_300 }] },
  jobs: [{ name: 'purge', schedule: '17 3 * * *', runs: [{ at, milliseconds: 12, outcome: '{"todos":3}', failed: false }] }],
  process: { uptime_seconds: 3_700, memory_bytes: 1, node: 'v24' },
})
const config: ConfigReport = {
  tables: [{ name: 'todos', published: true, columns: [{ name: 'title', client: 'text not null', postgres: 'text not null', published: true, drift: null }, { name: 'mood', client: null, postgres: 'text', published: true, drift: 'The client’s schema does not know it.' }] }],
  streams: [{ name: 'account', automatic: true, priority: 1, queries: ['SELECT * FROM profiles'] }],
  files: [{ path: 'powersync/service.yaml', text: 'uri: !env PS_DATA_SOURCE_URI' }],
  sync: { endpoint: 'http://localhost/powersync', embedded: true, audience: 'driftless' },
  versions: { nuxt: '4.5.2' },
  environment: ['DATABASE_URL'],
}
const row: RowExplanation = {
  verdict: { code: 'not_selected', text: 'The stream "todos" leaves it out.' },
  row: { id: 'x' },
  buckets: { stored: ['a'], due: ['b'] },
  person: { user_id: 'mina', buckets: 3, relevant: ['a'] },
  queries: [{ stream: 'todos', automatic: true, subscribed: true, parameters: null, sql: 'SELECT * FROM todos', matches: false, conditions: [{ sql: 'list_id IN (…)', holds: false, text: 'outer', because: [{ sql: 'archived_at IS NULL', holds: false, text: 'archived_at is "2026"', because: [] }] }] }],
  members: [{ user_id: 'mina', name: 'Mina', role: 'owner' }],
}
const refuse = () => {
  throw createError({ statusCode: 401, data: { code: 'operator_needed' } })
}
const forOperators = (answer: () => unknown) => () => server.operator ? answer() : refuse()
registerEndpoint('/api/inspector/session', () => ({ operator: server.operator, sign_in: true }))
registerEndpoint('/api/inspector/session', { method: 'POST', handler: async (event: H3Event) => {
  const { token } = await readBody<{ token: string }>(event)
  if (token !== 'right') throw createError({ statusCode: 401, data: { code: 'wrong_token' }, message: 'wrong' })
  server.operator = true
  return { operator: true }
} })
registerEndpoint('/api/inspector/server', forOperators(report))
registerEndpoint('/api/inspector/config', forOperators(() => config))
registerEndpoint('/api/inspector/row', { method: 'POST', handler: async (event: H3Event) => {
  server.asked.push(await readBody(event))
  return row
} })

let close = () => {}
beforeEach(() => Object.assign(server, { operator: true, asked: [], status: 'embedded' }))
afterEach(() => close())

async function open(tab: 'server' | 'config') {
  const { database } = await openForTest()
  const screen = await openInspector(database, tab)
  close = () => screen.wrapper.unmount()
  return screen
}

test('the server’s tab tells of slot, clients, buckets, uploads, slow requests and jobs', async () => {
  const { text } = await open('server')
  await eventually(() => expect(factOf('Lag')).toContain('2.0 kB'))
  expect(factOf('Checkpoint')).toContain('operation 42')
  expect(factOf('Heard from Postgres')).toBe('2 s ago')
  expect(tableLines('Connected clients')).toEqual([[expect.stringContaining('Mina'), 'phone', expect.stringContaining('HTTP stream'), '2 min 0 s ago', '3', '2.0 kB']])
  expect(tableLines('Buckets of the service')).toEqual([['todos|0["x"]', '1,234', '5', '9.0 kB']])
  expect(tableLines('Last uploads')[0]!.join(' ')).toMatch(/Mina 7 of phone-12 refused.*not_a_member: todos x/)
  expect(tableLines('Slow requests')[0]!.slice(0, 3)).toEqual(['1.3 s', 'POST /api/powersync/upload', '200'])
  expect(tableLines('Jobs')[0]!.join(' ')).toContain('purge 17 3 * * *')
  expect(text()).toContain('A warning of the sync config')
})

test('with another sync service, the server’s tab says which parts it cannot answer', async () => {
  server.status = 'external'
  const { text } = await open('server')
  await eventually(() => expect(text()).toContain('The sync service is not the embedded one.'))
  expect(tableLines('Last uploads')).toHaveLength(1)
})

test('who is no operator is asked for the token, and told when it is wrong', async () => {
  server.operator = false
  const { text, button, wrapper } = await open('server')
  await eventually(() => expect(text()).toContain('For operators'))
  expect(text()).not.toContain('Connected clients')
  const enter = async (token: string) => {
    type(wrapper.get('input[type=password]').element, token)
    await eventually(() => expect((button('Sign in') as HTMLButtonElement).disabled).toBe(false))
    await wrapper.get('form').trigger('submit')
  }
  await enter('guess')
  await eventually(() => expect(wrapper.get('input[type=password]').attributes('aria-invalid')).toBe('true'))
  await enter('right')
  await eventually(() => expect(text()).toContain('Connected clients'))
})

test('the configuration’s tab marks what drifts, and tells of this tab without any operator', async () => {
  server.operator = false
  const { text } = await open('config')
  await eventually(() => expect(text()).toContain('This tab has not connected'))
  await eventually(() => expect(text()).toContain('For operators'))
  close()
  server.operator = true
  const shown = await open('config')
  await eventually(() => expect(shown.text()).toContain('1 columns do not fit.'))
  expect(tableLines('Columns of todos')[1]).toEqual(['mood', '–', 'text', 'yes', 'The client’s schema does not know it.'])
  expect(shown.text()).toContain('!env PS_DATA_SOURCE_URI')
  expect(factOf('nuxt')).toBe('4.5.2')
})

test('why a row is not here is told as a tree of conditions, and asked for another person too', async () => {
  const { database } = await openForTest()
  const { wrapper, text } = await onScreen(database, InspectorServerWhyNot, { table: 'todos', rowId: 'x' })
  close = () => wrapper.unmount()
  await eventually(() => expect(text()).toContain('The stream "todos" leaves it out.'))
  expect(wrapper.get('ul ul').text()).toContain('archived_at is "2026"')
  expect(factOf('Members of its list')).toBe('Mina (owner)')
  type(wrapper.get('input').element, 'jonas')
  await wrapper.get('form').trigger('submit')
  await eventually(() => expect(server.asked).toEqual([{ table: 'todos', id: 'x', subscriptions: [] }, { table: 'todos', id: 'x', subscriptions: [], user_id: 'jonas' }]))
})
