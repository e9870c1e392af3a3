import type { Person } from '../../support/person.ts'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAppOnDatabase } from '../../support/app-on-database.ts'
import { signUp } from '../../support/person.ts'

let app: Awaited<ReturnType<typeof startAppOnDatabase>>
let ann: Person

beforeAll(async () => {
  app = await startAppOnDatabase({ DRIFTLESS_SYNC_UPSTREAM: 'http://127.0.0.1:9' })
  ann = await signUp(app.origin, 'Ann')
})
afterAll(() => app.stop())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${app.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })

describe('an account', () => {
  it('has a profile from its first moment', async () => {
    expect(await app.db.selectFrom('profiles').select(['name']).where('id', '=', ann.id).execute()).toEqual([{ name: 'Ann' }])
  })

  it('is refused with the field that is wrong and what to do', async () => {
    const good = { name: 'Bob', email: 'bob@example.com', password: 'long enough' }
    for (const [body, field] of [[{ ...good, email: 'bob' }, 'email'], [{ ...good, password: 'short' }, 'password'], [{ ...good, password: 'x'.repeat(129) }, 'password'], [{ ...good, name: ' ' }, 'name'], [{ ...good, email: ann.email }, 'email']] as const) {
      const answer = await post('/api/auth/sign-up/email', body)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await answer.json()).toMatchObject({ field, message: expect.stringMatching(/^[A-Z].+\.$/) })
    }
    expect(await app.db.selectFrom('users').select('id').execute()).toHaveLength(1)
  })

  it('signs in again, and out for good', async () => {
    const answer = await post('/api/auth/sign-in/email', { email: ann.email, password: ann.password })
    const cookie = answer.headers.getSetCookie()[0]!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const session = { cookie: cookie.split(';')[0]! }
    expect((await fetch(`${app.origin}/api/powersync/credentials`, { headers: session })).status).toBe(200)
    expect((await post('/api/auth/sign-out', {}, session)).status).toBe(200)
    expect((await fetch(`${app.origin}/api/powersync/credentials`, { headers: session })).status).toBe(401)
  })

  it('keeps its cookie to TLS where the person came by TLS', async () => {
    const answer = await post('/api/auth/sign-in/email', { email: ann.email, password: ann.password }, { 'x-forwarded-proto': 'https' })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-.*; Secure/)
  })

  it('cannot be guessed at without end', async () => {
    const guess = () => post('/api/auth/sign-in/email', { email: 'guessed@example.com', password: 'wrong guess' })
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(401)
    const answer = await guess()
    expect(answer.status).toBe(429)
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })
})

describe('sync credentials', () => {
  it('are a token of five minutes that the published keys verify', async () => {
    const { endpoint, token, expires_at: expiresAt, user_id: userId } = await ann.credentials()
    expect(endpoint).toBe(`${app.origin}/powersync`)
    expect(userId).toBe(ann.id)
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL('/api/auth/jwks', app.origin)), { audience: 'driftless', subject: ann.id })
    expect(payload.exp! - payload.iat!).toBe(300)
    expect(new Date(expiresAt).getTime()).toBe(payload.exp! * 1000)
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', kid: expect.any(String) })
  })

  it('are for the signed-in only', async () => {
    const answer = await fetch(`${app.origin}/api/powersync/credentials`)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'signed_out' })
  })
})

describe('the upload endpoint', () => {
  const path = '/api/powersync/upload'
  const send = (body: unknown, headers: Record<string, string> = {}) => post(path, body, { cookie: ann.cookie, ...headers })

  it('asks who is there before it reads anything', async () => {
    expect((await post(path, 'nonsense')).status).toBe(401)
  })

  it('names the field of a malformed request', async () => {
    const op = { op: 'PUT', table: 'lists', id: uuidv7() }
    for (const [body, field] of [
      ['{', 'body'],
      ['['.repeat(100_000), 'body'],
      [[], 'body'],
      [{}, 'client_id'],
      [{ client_id: 'c' }, 'transactions'],
      [{ client_id: 'c', transactions: [{ ops: [] }] }, 'transactions.0.id'],
      [{ client_id: 'c', transactions: [{ id: 1, ops: [{ ...op, op: 'DROP' }] }] }, 'transactions.0.ops.0.op'],
      [{ client_id: 'c', transactions: [{ id: 1, ops: [{ ...op, data: [] }] }] }, 'transactions.0.ops.0.data'],
      [{ client_id: 'c\0', transactions: [] }, 'client_id'],
    ] as const) {
      const answer = await send(body)
      expect(answer.status, JSON.stringify(body).slice(0, 80)).toBe(400)
      expect(await answer.json()).toMatchObject({ field })
    }
  })

  it('takes no more than it says', async () => {
    const put = () => ({ op: 'PATCH', table: 'todos', id: uuidv7(), data: { title: 'x' } })
    expect((await send('x'.repeat(10_000_000))).status).toBe(413)
    const many = { client_id: 'c', transactions: [1, 2].map(id => ({ id, ops: Array.from({ length: 501 }, put) })) }
    const answer = await send(many)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'too_large', message: expect.stringContaining('1000') })
  })

  it('takes no orders from another site', async () => {
    const body = { client_id: 'c', transactions: [] }
    expect((await send(body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await send(body, { origin: 'null' })).status).toBe(403)
    expect((await send(body, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await send(body, { origin: app.origin })).status).toBe(200)
  })

  it('answers a repeat as the first time and applies it once', async () => {
    const [list, todo] = [uuidv7(), uuidv7()]
    const body = { client_id: 'phone', transactions: [
      { id: 1, ops: [{ op: 'PUT', table: 'lists', id: list, data: { name: 'L' } }] },
      { id: 2, ops: [{ op: 'PUT', table: 'todos', id: todo, data: { list_id: list, title: '' } }] },
      { id: 3, ops: [{ op: 'PUT', table: 'todos', id: todo, data: { list_id: list, title: 'T' } }] },
    ] }
    const first = await (await send(body)).json()
    expect(first.results.map((result: { status: string }) => result.status)).toEqual(['applied', 'refused', 'applied'])
    const repeats = await Promise.all([send(body), send(body)])
    for (const repeat of repeats) expect(await repeat.json()).toEqual(first)
    expect(await app.db.selectFrom('todos').select('number').where('id', '=', todo).execute()).toEqual([{ number: 1 }])
    expect(await app.db.selectFrom('write_problems').select('code').where('row_id', '=', todo).execute()).toEqual([{ code: 'invalid_value' }])
  })
})

describe('health', () => {
  it('says which part does not answer', async () => {
    const answer = await fetch(`${app.origin}/api/health`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ status: 'failed', version: expect.any(String), checks: { database: 'ok', sync: 'failed' } })
  })
})
