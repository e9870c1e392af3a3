import type { ConformanceFixture } from '../../../support/sync-conformance.ts'
import { deserialize } from 'bson'
import { request } from 'node:http'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startConformance } from '../../../support/sync-conformance.ts'
import { openStream } from '../../../support/sync-stream.ts'
import { until } from '../../../support/until.ts'

// Owners of this run alone: a service that has seen other runs has nothing of theirs.
const run = crypto.randomUUID().slice(0, 8)
const ADA = `ada-${run}`
const BOB = `bob-${run}`
const BULKY = `bulky-${run}`

interface Answer {
  data: { write_checkpoint: string, checkpoint_request_id: string }
  error: { code: string }
}

let fixture: ConformanceFixture

beforeAll(async () => {
  fixture = await startConformance({
    notes: `SELECT * FROM (VALUES ('a', '${ADA}', true, 'Zwölf "Boxkämpfer"'), ('b', '${ADA}', false, 'two'), ('c', '${BOB}', false, 'three'), ('n', '12', false, 'number')) AS notes
      UNION ALL SELECT 'bulk' || n, '${BULKY}', false, repeat('words ', 20) || n FROM generate_series(1, 4321) n`,
  })
})
afterAll(() => fixture?.stop())

const open = async (user: string | number = ADA, body?: Record<string, unknown>, headers?: Record<string, string>) =>
  openStream({ endpoint: fixture.endpoint, token: await fixture.token(user), body, headers })

describe('a sync stream', () => {
  it('begins with a full checkpoint, sends data by priority and completes each', async () => {
    const stream = await open()
    await stream.completed()
    const kinds = stream.lines.map(line => Object.keys(line)[0])
    expect(kinds).toEqual(['checkpoint', 'data', 'partial_checkpoint_complete', 'data', 'checkpoint_complete'])
    expect(stream.lines[2]?.partial_checkpoint_complete?.priority).toBe(0)
    expect(stream.lines[0]?.checkpoint?.streams.map(({ name, is_default }) => [name, is_default]).sort()).toEqual([['lists', true], ['mine', true], ['todos', true], ['urgent', true]])
    expect(stream.checksumsAgree()).toBe(true)
    await stream.close()
  })

  it('sends only what comes after the positions that the client has', async () => {
    const first = await open()
    await first.completed()
    const buckets = first.lines.flatMap(line => line.data ? [{ name: line.data.bucket, after: line.data.next_after }] : [])
    await first.close()
    const again = await open(ADA, { buckets: [...buckets, { name: 'not-mine[]', after: '7' }] })
    await again.completed()
    expect(again.lines.some(line => line.data)).toBe(false)
    await again.close()
  })

  it('follows with diffs of what has changed', async () => {
    const stream = await open()
    await stream.completed()
    await fixture.sql`UPDATE notes SET body = 'changed' WHERE id = 'b'`
    await stream.completed(2)
    const diff = stream.lines.find(line => line.checkpoint_diff)?.checkpoint_diff
    expect(diff?.updated_buckets).toHaveLength(1)
    expect(diff?.removed_buckets).toEqual([])
    expect(stream.rows('notes').get('b')?.body).toBe('changed')
    await stream.close()
  })

  it('says nothing to those whom a change does not concern', async () => {
    const stream = await open(BOB)
    await stream.completed()
    const watcher = await open()
    await watcher.completed()
    await fixture.sql`UPDATE notes SET body = 'again' WHERE id = 'b'`
    await watcher.completed(2)
    expect(stream.lines.filter(line => line.checkpoint_diff)).toEqual([])
    await Promise.all([stream.close(), watcher.close()])
  })

  it('answers explicit subscriptions, with parameters and priorities of their own', async () => {
    const stream = await open(ADA, { streams: { include_defaults: false, subscriptions: [
      { stream: 'one', parameters: { id: 'b' }, override_priority: 1 },
      { stream: 'many', parameters: { ids: ['a', 'b', 'c'] }, override_priority: null },
      { stream: 'unknown', parameters: null, override_priority: null },
    ] } })
    await stream.completed()
    const { buckets, streams } = stream.lines[0]!.checkpoint!
    expect(streams.map(({ name }) => name).sort()).toEqual(['many', 'one'])
    expect(buckets.find(({ priority }) => priority === 1)?.subscriptions).toContainEqual({ sub: 0 })
    expect([...stream.rows('notes').keys()].sort()).toEqual(['a', 'b'])
    await stream.close()
  })

  it('nests rows as objects when raw data is not asked for', async () => {
    const stream = await open(ADA, { raw_data: false })
    await stream.completed()
    const data: unknown = stream.lines.find(line => line.data)?.data?.data[0]?.data
    expect(data).toMatchObject({ id: 'a', body: 'Zwölf "Boxkämpfer"' })
    await stream.close()
  })

  it('sends at most 1000 operations a line', async () => {
    const stream = await open(BULKY)
    await stream.completed()
    const lines = stream.lines.flatMap(line => line.data ?? [])
    expect(lines.every(({ data }) => data.length <= 1000)).toBe(true)
    expect(lines.slice(0, -1).every(({ has_more }) => has_more)).toBe(true)
    expect(lines.at(-1)?.has_more).toBe(false)
    expect(stream.rows('notes').size).toBe(4321)
    await stream.close()
  })

  it('keeps a numeric subject numeric, so that it is not the same as its digits', async () => {
    const [number, text] = [await open(12), await open('12')]
    await Promise.all([number.completed(), text.completed()])
    expect([...number.rows('notes').keys()]).toEqual([])
    expect([...text.rows('notes').keys()]).toEqual(['n'])
    await Promise.all([number.close(), text.close()])
  })
})

describe('encodings', () => {
  it.each([['gzip', createGunzip], ['zstd', createZstdDecompress]] as const)('compresses with %s so that each line can be read at once', async (coding, decoder) => {
    const { headers, lines, stop } = await rawStream({ 'accept-encoding': coding }, decoder())
    await until(() => lines().some(line => line.includes('checkpoint_complete')), { what: 'a complete checkpoint' })
    await fixture.sql`UPDATE notes SET body = ${`via ${coding}`} WHERE id = 'b'`
    await until(() => lines().some(line => line.includes(`via ${coding}`)), { what: 'the change' })
    expect(headers()['content-encoding']).toBe(coding)
    stop()
  })

  it('speaks BSON where the client prefers it', async () => {
    const { headers, bytes, stop } = await rawStream({ 'accept': 'application/vnd.powersync.bson-stream;q=0.9,application/x-ndjson;q=0.8', 'accept-encoding': 'identity' })
    const documents = () => splitBson(bytes()).map(document => deserialize(document))
    await until(() => documents().some(({ checkpoint_complete }) => checkpoint_complete), { what: 'a complete checkpoint' })
    expect(headers()['content-type']).toBe('application/vnd.powersync.bson-stream')
    const [{ checkpoint }, { data }] = documents() as [
      { checkpoint: { buckets: unknown[] } },
      { data: { data: { op_id: string, data: string }[] } },
    ]
    expect(checkpoint.buckets).toHaveLength(2)
    expect(JSON.parse(data.data[0]!.data)).toMatchObject({ id: 'a' })
    expect(typeof data.data[0]!.op_id).toBe('string')
    stop()
  })
})

describe('write checkpoints', () => {
  const ask = async (user: string, path: string, init?: RequestInit) =>
    (await fetch(`${fixture.endpoint}${path}`, { ...init, headers: { 'authorization': `Token ${await fixture.token(user)}`, 'content-type': 'application/json' } })).json() as Promise<Answer>

  it('come back in the stream of the same user and client, on an idle source too', async () => {
    const stream = await open(ADA, { client_id: 'phone' })
    await stream.completed()
    const { data } = await ask(ADA, '/write-checkpoint2.json?client_id=phone')
    await stream.until(() => stream.lines.some(line => line.checkpoint_diff?.write_checkpoint === data.write_checkpoint))
    const other = await open(ADA, { client_id: 'laptop' })
    await other.completed()
    expect(other.lines[0]?.checkpoint?.write_checkpoint).toBeUndefined()
    const next = await ask(ADA, '/write-checkpoint2.json?client_id=phone')
    expect(Number(next.data.write_checkpoint)).toBe(Number(data.write_checkpoint) + 1)
    await Promise.all([stream.close(), other.close()])
  })

  it('can be chosen by the client, and only grow', async () => {
    const post = (checkpoint_request_id: unknown) => ask(ADA, '/sync/checkpoint-request', { method: 'POST', body: JSON.stringify({ client_id: 'chooser', checkpoint_request_id }) })
    expect(await post('9223372036854775807')).toEqual({ data: { checkpoint_request_id: '9223372036854775807' } })
    expect(await post(5)).toEqual({ data: { checkpoint_request_id: '9223372036854775807' } })
    expect((await post(0)).error.code).toBe('PSYNC_S2001')
    const stream = await open(ADA, { client_id: 'chooser' })
    await stream.until(() => stream.lines.some(line => (line.checkpoint ?? line.checkpoint_diff)?.write_checkpoint === '9223372036854775807'))
    await stream.close()
  })
})

describe('tokens', () => {
  const refused = async (token: string | undefined) => {
    const response = await fetch(`${fixture.endpoint}/sync/stream`, { method: 'POST', headers: token === undefined ? {} : { authorization: `Token ${token}` } })
    return [response.status, (await response.json() as Answer).error.code]
  }

  it('are required', async () => expect(await refused(undefined)).toEqual([401, 'PSYNC_S2106']))
  it('must be tokens', async () => expect(await refused('nonsense')).toEqual([401, 'PSYNC_S2101']))
  it('must be signed by a known key', async () => expect(await refused((await fixture.token(ADA)).slice(0, -4) + 'AAAA')).toEqual([401, 'PSYNC_S2101']))
  it('must not have expired', async () => expect(await refused(await fixture.token(ADA, { lifetime: -120 }))).toEqual([401, 'PSYNC_S2103']))
  it('must name the audience', async () => expect(await refused(await fixture.token(ADA, { aud: 'else' }))).toEqual([401, 'PSYNC_S2105']))
  it('must not live longer than a day', async () => expect(await refused(await fixture.token(ADA, { lifetime: 90_000 }))).toEqual([401, 'PSYNC_S2104']))

  it('end the stream when they end', async () => {
    const stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token(ADA, { lifetime: 2 }) })
    await until(() => stream.ended, { what: 'the end of the stream' })
    expect(stream.lines.at(-1)).toEqual({ token_expires_in: 0 })
  })

  it('that have just expired get nothing but the news of it', async () => {
    const stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token(ADA, { lifetime: -5 }) })
    await until(() => stream.ended, { what: 'the end of the stream' })
    expect(stream.lines).toEqual([{ token_expires_in: 0 }])
  })
})

describe('limits and errors', () => {
  it('refuses more buckets than allowed', async () => {
    await expect(open(ADA, { streams: { subscriptions: Array.from({ length: fixture.limits.buckets + 1 }, (_, id) => ({ stream: 'one', parameters: { id: `x${id}` }, override_priority: null })) } }))
      .rejects.toMatchObject({ status: 500, body: expect.stringContaining('PSYNC_S2305') })
  })

  it('refuses more streams than allowed, with an empty answer', async () => {
    const streams = await Promise.all(Array.from({ length: fixture.limits.streams }, () => open()))
    await expect(open()).rejects.toMatchObject({ status: 429, body: '' })
    await Promise.all(streams.map(stream => stream.close()))
  })

  it('checks the request before the token', async () => {
    await until(async () => {
      const response = await fetch(`${fixture.endpoint}/sync/stream`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"buckets": 7}' })
      return response.status === 400 && (await response.json() as Answer).error.code === 'PSYNC_S2001'
    })
  })

  it('answers unknown paths, broken JSON and large bodies as documented', async () => {
    const post = async (path: string, body: string) => {
      const response = await fetch(`${fixture.endpoint}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      return [response.status, (await response.json() as Answer).error.code]
    }
    expect(await post('/nowhere', '{}')).toEqual([404, 'PSYNC_S2002'])
    expect(await post('/sync/stream', '{')).toEqual([400, 'FST_ERR_CTP_INVALID_JSON_BODY'])
    expect(await post('/sync/stream', `"${'x'.repeat(1_100_000)}"`)).toEqual([413, 'FST_ERR_CTP_BODY_TOO_LARGE'])
  })

  it('lets every origin read', async () => {
    const preflight = await fetch(`${fixture.endpoint}/sync/stream`, { method: 'OPTIONS' })
    expect([preflight.status, preflight.headers.get('access-control-allow-methods'), preflight.headers.get('access-control-allow-origin')]).toEqual([204, 'GET,HEAD,POST', '*'])
  })

  it('keeps the memory for a client that does not read bounded', async () => {
    const token = await fixture.token(BULKY)
    const stalled = request(`${fixture.endpoint}/sync/stream`, { method: 'POST', headers: { authorization: `Token ${token}` } })
    stalled.end()
    await new Promise(resolve => stalled.once('response', resolve))
    // The response is never read; others go on.
    const stream = await open()
    await stream.completed()
    await fixture.sql`UPDATE notes SET body = 'past the stalled one' WHERE id = 'b'`
    await stream.until(() => stream.rows('notes').get('b')?.body === 'past the stalled one')
    stalled.destroy()
    await stream.close()
  })
})

async function rawStream(headers: Record<string, string>, decoder?: NodeJS.ReadWriteStream) {
  const token = await fixture.token(ADA)
  const chunks: Buffer[] = []
  const sent = request(`${fixture.endpoint}/sync/stream`, { method: 'POST', headers: { 'authorization': `Token ${token}`, 'content-type': 'application/json', ...headers } })
  sent.end('{"raw_data":true}')
  sent.on('error', () => undefined)
  const response = await new Promise<import('node:http').IncomingMessage>(resolve => sent.once('response', resolve))
  const source = decoder ? response.pipe(decoder) : response
  source.on('data', (chunk: Buffer) => chunks.push(chunk))
  source.on('error', () => undefined)
  return {
    headers: () => response.headers,
    bytes: () => Buffer.concat(chunks),
    lines: () => Buffer.concat(chunks).toString().split('\n'),
    stop: () => sent.destroy(),
  }
}

function splitBson(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.length; at += bytes.readInt32LE(at)) {
    if (at + bytes.readInt32LE(at) <= bytes.length) documents.push(bytes.subarray(at, at + bytes.readInt32LE(at)))
  }
  return documents
}
