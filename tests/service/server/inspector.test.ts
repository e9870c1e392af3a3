import type { ConfigReport } from '../../../shared/inspector/config-report.ts'
import type { RowExplanation } from '../../../shared/inspector/row-explanation.ts'
import type { ServerReport } from '../../../shared/inspector/server-report.ts'
import type { AppSync } from '../../support/app-sync.ts'
import type { Person } from '../../support/person.ts'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { closeDatabase } from '../../../server/database/database.ts'
import { startAppSync } from '../../support/app-sync.ts'
import { signUp } from '../../support/person.ts'
import { startApp } from '../../support/server-app.ts'
import { until } from '../../support/until.ts'

let sync: AppSync
let app: Awaited<ReturnType<typeof startApp>>
let dataDir: string
let ann: Person
let eve: Person
let listId: string
const todoId = uuidv7()

beforeAll(async () => {
  sync = await startAppSync()
  dataDir = await mkdtemp(join(tmpdir(), 'driftless-inspector-'))
  Object.assign(process.env, {
    DATABASE_URL: sync.databaseUrl,
    DRIFTLESS_SECRET: 'a secret that is long enough for tests',
    DRIFTLESS_SYNC_UPSTREAM: sync.syncUrl,
    DRIFTLESS_SYNC_ADMIN_TOKEN: sync.adminToken,
    DRIFTLESS_DATA_DIR: dataDir,
  })
  app = await startApp()
  ann = await signUp(app.origin, 'Ann')
  eve = await signUp(app.origin, 'Eve')
  listId = uuidv7()
  await ann.upload([{ op: 'PUT', table: 'lists', id: listId, data: { name: 'Secret plans' } }])
  await ann.upload([{ op: 'PUT', table: 'todos', id: todoId, data: { list_id: listId, title: 'Hidden title', position: 'a0' } }])
  await until(async () => (await why(ann, { table: 'todos', id: todoId })).verdict.code === 'delivered', { what: 'the todo in its bucket' })
})
afterAll(async () => {
  await app.stop()
  await closeDatabase()
  await sync.stop()
  await rm(dataDir, { recursive: true, force: true })
})
afterEach(() => void vi.unstubAllEnvs())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.origin}${path}`, { headers })
const signIn = (token: string, headers: Record<string, string> = {}) =>
  fetch(`${app.origin}/api/inspector/session`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ token }) })
let operatorCookie: string | undefined
const operator = async () => operatorCookie ??= await newOperator()
const newOperator = async () => {
  const answer = await signIn(await readFile(join(dataDir, 'operator-token'), 'utf8').then(text => text.trim()))
  expect(answer.status).toBe(200)
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}
const ask = (person: Person, question: unknown, cookie = '') =>
  fetch(`${app.origin}/api/inspector/row`, { method: 'POST', headers: { 'content-type': 'application/json', 'cookie': `${person.cookie}; ${cookie}` }, body: JSON.stringify(question) })
async function why(person: Person, question: unknown, cookie?: string): Promise<RowExplanation> {
  const answer = await ask(person, question, cookie)
  expect(answer.status).toBe(200)
  return await answer.json() as RowExplanation
}

describe('the inside of the server', () => {
  it('is closed to everybody but operators', async () => {
    for (const path of ['server', 'config']) {
      for (const cookie of ['', ann.cookie, 'driftless-operator=1.x', `driftless-operator=9999999999.${'A'.repeat(43)}`]) {
        const answer = await get(`/api/inspector/${path}`, { cookie })
        expect(answer.status).toBe(401)
        expect(await answer.json()).toMatchObject({ code: 'operator_needed' })
      }
    }
    expect(await (await get('/api/inspector/session')).json()).toEqual({ operator: false, sign_in: true })
  })

  it('opens with a token that lies where only its owner can read it', async () => {
    expect((await stat(join(dataDir, 'operator-token'))).mode & 0o777).toBe(0o600)
    const cookie = await operator()
    expect((await get('/api/inspector/server', { cookie })).status).toBe(200)
    expect(await (await get('/api/inspector/session', { cookie })).json()).toEqual({ operator: true, sign_in: true })
  })

  it('keeps the sign-in from scripts, other sites, plain connections and other paths, and for eight hours', async () => {
    vi.stubEnv('DRIFTLESS_PUBLIC_URL', 'https://lists.example.com')
    const [plain, secure] = [await readFile(join(dataDir, 'operator-token'), 'utf8'), 'https://lists.example.com']
    const line = (await signIn(plain.trim(), { origin: secure })).headers.getSetCookie()[0]!
    expect(line).toMatch(/^__Secure-driftless-operator=\d+\.[\w-]{43}; Max-Age=28800; Path=\/api\/inspector; HttpOnly; Secure; SameSite=Strict$/)
    expect((await signIn(plain.trim(), { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('ends all sign-ins when the token is another', async () => {
    const cookie = await newOperator()
    vi.stubEnv('DRIFTLESS_OPERATOR_TOKEN', 'another token, of the operator')
    expect((await get('/api/inspector/server', { cookie })).status).toBe(401)
    expect((await signIn('another token, of the operator')).status).toBe(200)
    vi.stubEnv('DRIFTLESS_OPERATOR_TOKEN', 'short')
    expect((await get('/api/inspector/server', { cookie })).status).toBe(500)
  })

  it('is not opened by an emptied token file', async () => {
    const path = join(dataDir, 'operator-token')
    const token = await readFile(path, 'utf8')
    await writeFile(path, '')
    expect((await signIn('')).status).toBe(500)
    await writeFile(path, token)
  })

  it('ends by signing out', async () => {
    const answer = await fetch(`${app.origin}/api/inspector/session`, { method: 'DELETE', headers: { cookie: await operator() } })
    expect(answer.headers.getSetCookie()[0]).toMatch(/driftless-operator=; Max-Age=0/)
  })

  it('is not opened by guessing', async () => {
    const from = { 'x-forwarded-for': '203.0.113.7' }
    const answers = []
    for (let attempt = 0; attempt < 7; attempt++) answers.push((await signIn('a guess', from)).status)
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(Number((await signIn('a guess', from)).headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('is open in development to who sits at the machine, and to nobody else', async () => {
    vi.stubEnv('NODE_ENV', 'development')
    expect(await (await get('/api/inspector/session')).json()).toEqual({ operator: true, sign_in: false })
    expect((await get('/api/inspector/server')).status).toBe(200)
    expect((await get('/api/inspector/server', { 'x-forwarded-for': '192.168.1.9' })).status).toBe(401)
    vi.stubEnv('HOST', '0.0.0.0')
    expect((await get('/api/inspector/server')).status).toBe(401)
  })

  it('tells of the sync service, uploads, slow requests and jobs', async () => {
    const report = await (await get('/api/inspector/server', { cookie: await operator() })).json() as ServerReport
    expect(report.sync.status).toMatchObject({
      connection: { connected: true },
      active: { connections: [{ replication_lag_bytes: expect.any(Number), initial_replication_done: true }] },
      storage: { buckets: expect.arrayContaining([expect.objectContaining({ name: expect.stringContaining(listId), bytes: expect.any(Number) })]) },
      clients: { count: 0 },
    })
    expect(report.uploads.slice(0, 2)).toMatchObject([{ user_name: 'Ann', status: 'applied', problems: [] }, { user_name: 'Ann' }])
    expect(report.jobs).toMatchObject([{ name: 'purge', schedule: '17 3 * * *', runs: [] }])
    expect(JSON.stringify(report)).not.toMatch(/Hidden title|Secret plans|@example.com/)
  })

  it('tells how it is configured, and no secret', async () => {
    const text = await (await get('/api/inspector/config', { cookie: await operator() })).text()
    const report = JSON.parse(text) as ConfigReport
    expect(report.tables.find(({ name }) => name === 'todos')!.columns).toContainEqual({ name: 'title', client: 'text not null', postgres: 'text not null', published: true, drift: null })
    expect(report.tables.flatMap(({ columns }) => columns).filter(({ drift }) => drift !== null)).toEqual([])
    expect(report.streams.map(({ name }) => name)).toContain('archived_list')
    expect(report.files).toMatchObject([{ path: 'powersync/sync-config.yaml', text: expect.stringContaining('edition: 3') }, { path: 'powersync/service.yaml', text: expect.stringContaining('!env PS_ADMIN_TOKEN') }])
    expect(report.environment).toEqual(expect.arrayContaining(['DATABASE_URL', 'DRIFTLESS_SECRET']))
    expect(report.versions).toMatchObject({ postgres: expect.stringMatching(/^\d+/), node: expect.any(String) })
    for (const secret of [process.env.DRIFTLESS_SECRET!, process.env.DATABASE_URL!, sync.adminToken]) expect(text).not.toContain(secret)
  })

  it('marks columns that the client and Postgres do not have alike', async () => {
    const drift = async () => {
      const { tables } = await (await get('/api/inspector/config', { cookie: await operator() })).json() as ConfigReport
      return tables.flatMap(({ columns }) => columns).filter(column => column.drift !== null)
    }
    const { sql } = await import('kysely')
    await sql`ALTER TABLE todos ADD COLUMN mood text`.execute(sync.db)
    await sql`ALTER TABLE todos RENAME COLUMN labels TO tags`.execute(sync.db)
    try {
      expect(await drift()).toMatchObject([{ name: 'labels', drift: expect.stringContaining('no such column') }, { name: 'tags' }, { name: 'mood', drift: expect.stringContaining('does not know it') }])
    }
    finally {
      await sql`ALTER TABLE todos DROP COLUMN mood`.execute(sync.db)
      await sql`ALTER TABLE todos RENAME COLUMN tags TO labels`.execute(sync.db)
    }
  })
})

describe('why a row is not with me', () => {
  it('needs me to be signed in, and a question', async () => {
    expect((await fetch(`${app.origin}/api/inspector/row`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ table: 'todos', id: todoId }) })).status).toBe(401)
    expect((await ask(ann, { table: 'todos' })).status).toBe(400)
  })

  it('is told of rows that are mine, with the list’s members', async () => {
    const answer = await why(ann, { table: 'todos', id: todoId })
    expect(answer).toMatchObject({ verdict: { code: 'delivered' }, row: { title: 'Hidden title' }, members: [{ user_id: ann.id, name: 'Ann', role: 'owner' }] })
    expect(answer.buckets.stored).toEqual(answer.buckets.due)
  })

  it('tells a stranger of a row what it tells of no row', async () => {
    for (const [table, id] of [['todos', todoId], ['lists', listId], ['profiles', ann.id], ['list_preferences', 'x'], ['users', ann.id], ['todos', 'no uuid']] as const) {
      const there = await why(eve, { table, id })
      expect(there).toEqual(await why(eve, { table, id: uuidv7() }))
      expect(there).toMatchObject({ verdict: { code: 'hidden' }, row: null, buckets: { stored: [], due: [] }, members: [] })
      expect(JSON.stringify(there)).not.toMatch(new RegExp(`Hidden|Secret|Ann|${ann.id}|${listId}`))
    }
  })

  it('is told about others to operators only', async () => {
    expect((await ask(ann, { table: 'todos', id: todoId, user_id: eve.id })).status).toBe(401)
    const answer = await why(ann, { table: 'todos', id: todoId, user_id: eve.id }, await operator())
    expect(answer).toMatchObject({ verdict: { code: 'not_selected', text: expect.stringContaining('user_id = auth.user_id()') }, row: { title: 'Hidden title' }, person: { user_id: eve.id } })
    expect(answer.queries!.find(({ stream }) => stream === 'todos')!.conditions[0]!.because.length).toBeGreaterThan(0)
  })

  it('names the subscription that an archived list’s todos need', async () => {
    await ann.upload([{ op: 'PATCH', table: 'lists', id: listId, data: { archived_at: '2026-01-02T03:04:05.000Z' } }])
    const question = { table: 'todos', id: todoId }
    const archived = await until(async () => {
      const answer = await why(ann, question)
      return answer.verdict.code === 'not_selected' ? answer : undefined
    }, { what: 'the list to be archived' })
    expect(archived.verdict.text).toMatch(/archived_at IS NULL|archived_list/)
    const subscribed = await why(ann, { ...question, subscriptions: [{ stream: 'archived_list', parameters: { list_id: listId } }] })
    expect(subscribed.verdict.code).toBe('delivered')
  })

  it('says in words that another service has to be asked', async () => {
    vi.stubEnv('DRIFTLESS_SYNC_UPSTREAM', '')
    vi.stubEnv('POWERSYNC_URL', 'https://sync.example.com')
    expect(await (await ask(ann, { table: 'todos', id: todoId })).json()).toMatchObject({ code: 'sync_external', message: expect.stringContaining('not the embedded one') })
    const cookie = await operator()
    expect((await (await get('/api/inspector/server', { cookie })).json() as ServerReport).sync).toMatchObject({ status: null, notice: expect.stringContaining('dashboard') })
    expect((await (await get('/api/inspector/config', { cookie })).json())).toMatchObject({ sync: { embedded: false, endpoint: 'https://sync.example.com' } })
  })

  it('says in words that the sync service does not answer', async () => {
    vi.stubEnv('DRIFTLESS_SYNC_UPSTREAM', 'http://127.0.0.1:9')
    expect((await (await get('/api/inspector/server', { cookie: await operator() })).json() as ServerReport).sync.notice).toContain('cannot be reached')
  })
})

describe('a slow network', () => {
  it('delays and throttles who asks for it', async () => {
    const { token } = await ann.credentials()
    const read = (pace: string) => fetch(`${app.origin}/powersync-slow/${pace}/sync/stream`, { method: 'POST', headers: { 'authorization': `Token ${token}`, 'content-type': 'application/json' }, body: '{}' })
    const began = performance.now()
    expect((await read('300-1000')).status).toBe(401) // The service of this test does not know the app's keys.
    expect(performance.now() - began).toBeGreaterThan(300)
    for (const wrong of ['fast', '1-0', '999999-1', '1']) expect((await read(wrong)).status).toBe(404)
    expect((await fetch(`${app.origin}/powersync-slow/1-1000/api/admin/v1/diagnostics`, { method: 'POST' })).status).toBe(404)
  })
})
