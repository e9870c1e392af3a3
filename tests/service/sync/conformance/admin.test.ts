import type { ConformanceFixture } from '../../../support/sync-conformance.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformanceSyncConfig, isAdminTried, startConformance } from '../../../support/sync-conformance.ts'

interface Answer {
  data: {
    connections: { postgres_uri: string, schemas: { tables: { name: string, columns: unknown[] }[] }[] }[]
    active_sync_rules: { content: string, connections: unknown[] }
    errors: unknown[]
  }
}

let fixture: ConformanceFixture

beforeAll(async () => {
  fixture = await startConformance({})
})
afterAll(() => fixture?.stop())

describe.skipIf(!isAdminTried)('the admin API', () => {
  const call = async (path: string, body: unknown = {}, token = fixture.adminToken) => {
    const response = await fetch(`${fixture.endpoint}${path}`, { method: 'POST', headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: response.status, body: await response.json() as Answer }
  }

  it('needs a token', async () => expect((await call('/api/admin/v1/diagnostics', {}, 'wrong')).status).toBe(401))

  it('tells how replication is doing', async () => {
    const { body: { data } } = await call('/api/admin/v1/diagnostics', { sync_rules_content: true })
    expect(data.connections).toMatchObject([{ connected: true, errors: [] }])
    expect(data.active_sync_rules.content.trim()).toBe(conformanceSyncConfig.trim())
    expect(data.active_sync_rules.connections[0]).toMatchObject({ initial_replication_done: true, tables: expect.arrayContaining([expect.objectContaining({ schema: 'public', name: 'notes', data_queries: true, errors: [] })]) })
    expect(data.connections[0]?.postgres_uri).not.toContain(':' + 'password')
  })

  it('lists tables and columns', async () => {
    const { body: { data } } = await call('/api/admin/v1/schema')
    const notes = data.connections[0]?.schemas.flatMap(({ tables }) => tables).find(({ name }) => name === 'notes')
    expect(notes?.columns).toContainEqual(expect.objectContaining({ name: 'urgent', sqlite_type: 4, pg_type: 'boolean' }))
  })

  it('validates sync configs', async () => {
    expect((await call('/api/admin/v1/validate', { sync_rules: conformanceSyncConfig })).body.data.errors).toEqual([])
    const broken = await call('/api/admin/v1/validate', { sync_rules: conformanceSyncConfig.replace('FROM notes', 'FRO notes') })
    expect(broken.body.data.errors[0]).toMatchObject({ level: 'fatal' })
    const misspelt = await call('/api/admin/v1/validate', { sync_rules: conformanceSyncConfig.replace('WHERE owner =', 'WHERE ownr =') })
    expect(misspelt.body.data.errors[0]).toMatchObject({ level: 'warning', message: expect.stringMatching(/^Column not found/) })
  })

  it('validates them by the older call, too', async () => {
    const validate = async (content: string) => (await call('/api/sync-rules/v1/validate', { content })).body as unknown
    expect(await validate(conformanceSyncConfig)).toMatchObject({
      valid: true,
      bucket_definitions: expect.any(Array),
      source_tables: expect.arrayContaining([expect.objectContaining({ name: 'notes' })]),
      data_tables: expect.objectContaining({ notes: expect.any(Array) }),
    })
    expect(await validate('streams: []')).toMatchObject({ valid: false, errors: [expect.any(String)] })
  })
})
