import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ADMIN_TOKEN, startSync } from '../../support/sync-fixture.ts'
import { until } from '../../support/until.ts'

const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  plain:
    auto_subscribe: true
    query: SELECT * FROM plain
`
let fixture: SyncFixture
beforeAll(async () => {
  fixture = await startSync({ schema: 'CREATE TABLE plain (id text PRIMARY KEY)', syncConfig: SYNC_CONFIG })
})
afterAll(() => fixture?.stop())

const asUser = async () => ({ authorization: `Bearer ${await fixture.token('ada')}` })
const writeCheckpoint = async () => fetch(`${fixture.endpoint}/write-checkpoint2.json?client_id=a`, { headers: await asUser() })

it('whatever asks Postgres is answered 503 while it is away, and at once when it is back', async () => {
  const json = { 'content-type': 'application/json' }
  const asAdmin = { ...json, authorization: `Token ${ADMIN_TOKEN}` }
  const post = (path: string, body: object, headers: Record<string, string>) => fetch(`${fixture.endpoint}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const questions = [
    writeCheckpoint,
    async () => post('/sync/checkpoint-request', { client_id: 'a', checkpoint_request_id: 1 }, { ...json, ...await asUser() }),
    () => post('/api/inspect/v1/row', { table: 'plain', id: 'x', user_id: 'ada' }, asAdmin),
    () => post('/api/admin/v1/schema', {}, asAdmin),
    () => post('/api/admin/v1/validate', { sync_config: SYNC_CONFIG }, asAdmin),
    () => post('/api/sync-rules/v1/validate', { content: SYNC_CONFIG }, asAdmin),
  ]
  expect(await Promise.all(questions.map(async ask => (await ask()).status))).toEqual(questions.map(() => 200))

  await fixture.database.server.stop()
  for (const ask of [...questions, ...questions]) {
    const answer = await ask()
    expect({ url: answer.url, status: answer.status, ...await answer.json() as object }).toMatchObject({ status: 503, error: { code: 'PSYNC_S1101', status: 503, details: expect.any(String) } })
  }

  await fixture.database.restart()
  await until(async () => (await writeCheckpoint()).status === 200, { what: 'a write checkpoint' })
})

it('a connection that Postgres ended meanwhile costs nobody an answer', async () => {
  await until(async () => (await writeCheckpoint()).status === 200, { what: 'a write checkpoint' })
  const { sql } = fixture
  const open = () => sql<{ pid: number }[]>`SELECT pid FROM pg_stat_activity WHERE usename = 'powersync' AND query LIKE '%pg_logical_emit_message%'`
  const [before] = await open()
  await sql`SELECT pg_terminate_backend(${before!.pid})`
  await until(async () => (await open()).length === 0, { what: 'the connection to end' })
  expect((await writeCheckpoint()).status).toBe(200)
})
