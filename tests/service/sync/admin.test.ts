import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../stack/ports.ts'
import { ADMIN_TOKEN, startSync } from '../../support/sync-fixture.ts'

const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  mine:
    auto_subscribe: true
    query: SELECT * FROM notes WHERE owner = auth.user_id()
`

interface Answer {
  data: {
    connections: { postgres_uri: string, schemas: { tables: { columns: unknown[] }[] }[] }[]
    active_sync_rules: { content: string, connections: unknown[] }
    errors: unknown[]
  }
}

let fixture: SyncFixture
let metricsPort: number

beforeAll(async () => {
  metricsPort = await freePort(7190)
  fixture = await startSync({
    schema: 'CREATE TABLE notes (id text PRIMARY KEY, owner text, urgent boolean)',
    syncConfig: SYNC_CONFIG,
    config: { telemetry: { prometheus_port: metricsPort } },
  })
})
afterAll(() => fixture?.stop())

describe('the admin API', () => {
  const call = async (path: string, body: unknown = {}, token = ADMIN_TOKEN) => {
    const response = await fetch(`${fixture.endpoint}${path}`, { method: 'POST', headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: response.status, body: await response.json() as Answer }
  }

  it('needs a token', async () => expect((await call('/api/admin/v1/diagnostics', {}, 'wrong')).status).toBe(401))

  it('tells how replication is doing', async () => {
    const { body: { data } } = await call('/api/admin/v1/diagnostics', { sync_rules_content: true })
    expect(data.connections).toMatchObject([{ connected: true, errors: [] }])
    expect(data.active_sync_rules.content).toBe(SYNC_CONFIG)
    expect(data.active_sync_rules.connections[0]).toMatchObject({ initial_replication_done: true, tables: [{ schema: 'public', name: 'notes', replication_id: ['id'], data_queries: true, errors: [] }] })
    expect(data.connections[0]?.postgres_uri).not.toContain(':' + 'password')
  })

  it('lists tables and columns', async () => {
    const { body: { data } } = await call('/api/admin/v1/schema')
    expect(data.connections[0]?.schemas[0]?.tables[0]?.columns).toContainEqual(expect.objectContaining({ name: 'urgent', sqlite_type: 4, pg_type: 'boolean' }))
  })

  it('validates sync configs', async () => {
    expect((await call('/api/admin/v1/validate', { sync_rules: SYNC_CONFIG })).body.data.errors).toEqual([])
    const broken = await call('/api/admin/v1/validate', { sync_rules: SYNC_CONFIG.replace('FROM notes', 'FRO notes') })
    expect(broken.body.data.errors[0]).toMatchObject({ level: 'fatal' })
  })
})

it('counts for Prometheus', async () => {
  await fixture.sql`INSERT INTO notes VALUES ('counted', 'ada', false)`
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  expect(text).toMatch(/^powersync_concurrent_connections 0$/m)
  expect(text).toMatch(/^powersync_operation_storage_size_bytes \d{4,}$/m)
})
