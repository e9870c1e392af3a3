import type { IncomingMessage } from 'node:http'
import type { ConformanceFixture } from '../../../support/sync-conformance.ts'
import type { StreamLine } from '../../../support/sync-stream.ts'
import { deserialize } from 'bson'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRSocket } from '../../../support/rsocket-client.ts'
import { startConformance } from '../../../support/sync-conformance.ts'
import { StreamView, openStream } from '../../../support/sync-stream.ts'
import { until } from '../../../support/until.ts'

const run = crypto.randomUUID().slice(0, 8)
const ADA = `ada-${run}`
const HEAVY = `heavy-${run}`
const ROWS = 20_000

let fixture: ConformanceFixture

beforeAll(async () => {
  fixture = await startConformance({
    notes: `SELECT 'a-${run}', '${ADA}', true, 'first' UNION ALL SELECT 'urgent-${run}', '${HEAVY}', true, 'first'
      UNION ALL SELECT 'h' || n || '-${run}', '${HEAVY}', false, repeat(md5(n::text), 32) FROM generate_series(1, ${ROWS}) n`,
  })
})
afterAll(() => fixture?.stop())

const post = (authorization: string) => fetch(`${fixture.endpoint}/sync/stream`, { method: 'POST', headers: { authorization } })
const refusal = async (token: string) => (await (await post(`Token ${token}`)).json() as { error: { code: string } }).error.code

describe('tokens', () => {
  it.each(['sub', 'iat', 'exp'])('need the claim %s', async claim => expect(await refusal(await fixture.token(ADA, { [claim]: undefined }))).toBe('PSYNC_S2101'))
  it('need parameters, if any, to be an object', async () => expect(await refusal(await fixture.token(ADA, { parameters: 'text' }))).toBe('PSYNC_S2101'))
  it('without a signature are refused', async () => {
    const [, payload] = (await fixture.token(ADA)).split('.')
    expect(await refusal(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`)).toBe('PSYNC_S2101')
  })
  it('may name several audiences, and have been issued by a clock that is ahead', async () => {
    const now = Math.floor(Date.now() / 1000)
    const payload = JSON.parse(Buffer.from((await fixture.token(ADA)).split('.')[1] ?? '', 'base64url').toString()) as { aud: string }
    const token = await fixture.token(ADA, { aud: ['another', payload.aud], iat: now + 30, exp: now + 300 })
    const stream = await openStream({ endpoint: fixture.endpoint, token })
    await stream.completed()
    await stream.close()
  })
  it('are read from "Token" and "Bearer", spelt so', async () => {
    const token = await fixture.token(ADA)
    const statuses = await Promise.all(['Token', 'Bearer', 'bearer', 'Basic'].map(async (scheme) => {
      const response = await post(`${scheme} ${token}`)
      await response.body?.cancel()
      return response.status
    }))
    expect(statuses).toEqual([200, 200, 401, 401])
  })
})

describe('other origins', () => {
  it('may send what clients send, and read every answer, refusals too', async () => {
    const preflight = await fetch(`${fixture.endpoint}/sync/stream`, { method: 'OPTIONS', headers: { 'origin': 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } })
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase().split(/, */) ?? []
    expect(allowed).toEqual(expect.arrayContaining(['content-type', 'authorization', 'user-agent', 'x-user-agent']))
    expect(preflight.headers.get('access-control-max-age')).toBe('3600')
    for (const response of [await post('Token nonsense'), await fetch(`${fixture.endpoint}/nowhere`), await fetch(`${fixture.endpoint}/probes/liveness`)]) {
      expect([response.headers.get('access-control-allow-origin'), response.headers.get('access-control-expose-headers')]).toEqual(['*', 'Content-Type'])
      await response.body?.cancel()
    }
  })
})

describe('a download', () => {
  it('is interrupted by news of a higher priority, and goes on to the newer checkpoint', async () => {
    const response = await openPaused(HEAVY)
    const watcher = await openStream({
      endpoint: fixture.endpoint,
      token: await fixture.token(HEAVY),
      body: { streams: { include_defaults: false, subscriptions: [{ stream: 'one', parameters: { id: `urgent-${run}` }, override_priority: null }] } },
    })
    await watcher.completed()
    await fixture.sql`UPDATE notes SET body = 'news' WHERE id = ${`urgent-${run}`}`
    await watcher.until(() => watcher.rows('notes').get(`urgent-${run}`)?.body === 'news', 'the news')
    await watcher.close()
    const lines: StreamLine[] = []
    await readLines(response, (line) => {
      lines.push(line)
      return line.checkpoint_complete !== undefined
    })
    const kinds = lines.map(line => Object.keys(line)[0])
    const diff = kinds.indexOf('checkpoint_diff')
    expect(diff).toBeGreaterThan(0)
    expect(diff).toBeLessThan(kinds.indexOf('checkpoint_complete'))
    // Between the announcement and the next complete of its priority lies the news.
    expect(kinds.slice(diff, diff + 3)).toEqual(['checkpoint_diff', 'data', 'partial_checkpoint_complete'])
    const view = new StreamView(lines)
    expect(view.rows('notes').size).toBe(ROWS + 1)
    expect(view.rows('notes').get(`urgent-${run}`)?.body).toBe('news')
    expect(view.checksumsAgree()).toBe(true)
  })

  it('ends after a whole document when the token ends, however slow the client is', async () => {
    const response = await openPaused(HEAVY, { accept: 'application/vnd.powersync.bson-stream' }, 2)
    const ended = new Promise(resolve => response.once('end', resolve))
    await new Promise(resolve => setTimeout(resolve, 2100))
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    await ended
    const bytes = Buffer.concat(chunks)
    let at = 0
    let last = {}
    while (at < bytes.length) {
      const size = bytes.readInt32LE(at)
      last = deserialize(bytes.subarray(at, at + size))
      at += size
    }
    expect(at).toBe(bytes.length)
    expect(last).toEqual({ token_expires_in: 0 })
  })

  it('removes a bucket that leaves, and sends it whole when it returns', async () => {
    const stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token(ADA), body: { streams: { include_defaults: false, subscriptions: [{ stream: 'todos', parameters: null, override_priority: null }] } } })
    await stream.completed()
    await fixture.sql`INSERT INTO todos VALUES (${`t-${run}`}, ${`l-${run}`}, 'Comes and goes')`
    const enter = () => fixture.sql`INSERT INTO members VALUES (${`m-${run}`}, ${`l-${run}`}, ${ADA})`
    await enter()
    await stream.until(() => stream.rows('todos').size === 1, 'the todo')
    await fixture.sql`DELETE FROM members WHERE id = ${`m-${run}`}`
    await stream.until(() => stream.rows('todos').size === 0, 'the todo to leave')
    const removed = stream.lines.flatMap(line => line.checkpoint_diff?.removed_buckets ?? [])
    expect(removed).toHaveLength(1)
    await enter()
    await stream.until(() => stream.rows('todos').size === 1, 'the todo again')
    expect(stream.lines.findLast(line => line.data)?.data).toMatchObject({ bucket: removed[0], after: '0' })
    expect(stream.checksumsAgree()).toBe(true)
    await stream.close()
  })
})

describe('RSocket', () => {
  it('sends as many lines as are asked for', async () => {
    const socket = await openRSocket(fixture.endpoint, { token: await fixture.token(ADA) })
    socket.requestStream(1)
    await until(() => socket.payloads().length === 1, { what: 'the first line' })
    await socket.roundTrip()
    expect(socket.payloads().map(body => Object.keys(deserialize(body))[0])).toEqual(['checkpoint'])
    socket.requestMore(2)
    await until(() => socket.payloads().length === 3, { what: 'two more lines' })
    await socket.roundTrip()
    expect(socket.payloads()).toHaveLength(3)
    socket.requestMore(100)
    await until(() => socket.payloads().some(body => 'checkpoint_complete' in deserialize(body)), { what: 'the complete checkpoint' })
    socket.close()
  })

  it.each([
    ['formats that it does not know', async () => ({ token: await fixture.token(ADA), mimeType: 'text/plain' }), 'PSYNC_S2004'],
    ['tokens that have expired', async () => ({ token: await fixture.token(ADA, { lifetime: -120 }) }), 'PSYNC_S2103'],
  ] as const)('refuses %s at its setup', async (_what, options, code) => {
    const socket = await openRSocket(fixture.endpoint, await options())
    expect(await socket.error()).toMatchObject({ streamId: 0, code: 3, message: expect.stringMatching(`^\\[${code}\\] `) })
    socket.close()
  })

  it('refuses other routes on their stream', async () => {
    const socket = await openRSocket(fixture.endpoint, { token: await fixture.token(ADA) })
    socket.requestStream(1, '/elsewhere')
    expect(await socket.error()).toMatchObject({ streamId: 1, code: 0x201, message: expect.stringContaining('[PSYNC_') })
    socket.close()
  })
})

/** A stream of which nothing is read yet. */
async function openPaused(user: string, headers: Record<string, string> = {}, lifetime = 300): Promise<IncomingMessage> {
  const authorization = `Token ${await fixture.token(user, { lifetime })}`
  const sent = request(`${fixture.endpoint}/sync/stream`, { method: 'POST', headers: { authorization, 'content-type': 'application/json', 'accept-encoding': 'identity', ...headers } })
  sent.on('error', () => undefined)
  sent.end('{"raw_data":true}')
  return await new Promise(resolve => sent.once('response', resolve))
}

async function readLines(response: IncomingMessage, isLast: (line: StreamLine) => boolean): Promise<void> {
  let rest = ''
  for await (const chunk of response.setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    if (parts.some(part => isLast(JSON.parse(part)))) return
  }
}
