import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { streamsOf, withoutSecrets } from '../../../server/inspector/config-files.ts'
import { isOperatorSeal, sealOperator } from '../../../server/inspector/operator-cookie.ts'
import { parsePace, throttle } from '../../../server/inspector/slow-link.ts'

describe('a configuration that is shown', () => {
  it('hides what could be secret, however it is written, and keeps the rest with its comments', () => {
    const text = withoutSecrets(`# Ours
replication:
  connections:
    - uri: postgresql://me:hunter2@db/lists # the database
      password: "hunter2"
      hostname: db
client_auth:
  jwks: { keys: [{ kty: oct, k: c2VjcmV0 }] }
api:
  tokens: [!env PS_ADMIN_TOKEN, hunter2]
cacert: |
  -----BEGIN hunter2-----
`)
    expect(text).not.toMatch(/hunter2|c2VjcmV0/)
    expect(text).toMatch(/# Ours[\s\S]*hostname: db[\s\S]*!env PS_ADMIN_TOKEN/)
  })

  it('is shown as it is where nothing is hidden, and not at all where it cannot be read', () => {
    const plain = 'config:   { edition: 3 }\n'
    expect(withoutSecrets(plain)).toBe(plain)
    expect(withoutSecrets('password: [hunter2')).not.toContain('hunter2')
  })

  it('gives its streams', () => {
    expect(streamsOf('streams:\n  a: { auto_subscribe: true, priority: 1, query: SELECT 1 }\n  b: { queries: [SELECT 2, SELECT 3] }')).toEqual([
      { name: 'a', automatic: true, priority: 1, queries: ['SELECT 1'] },
      { name: 'b', automatic: false, priority: null, queries: ['SELECT 2', 'SELECT 3'] },
    ])
    expect(streamsOf('bucket_definitions: {}')).toEqual([])
    expect(streamsOf(null)).toEqual([])
  })
})

describe('an operator’s seal', () => {
  const now = Date.UTC(2026, 0, 1)
  const seal = sealOperator('secret', 'token', now)

  it('is good for eight hours, with this secret and this token', () => {
    expect(isOperatorSeal(seal, 'secret', 'token', now + 8 * 3_600_000 - 1_000)).toBe(true)
    expect(isOperatorSeal(seal, 'secret', 'token', now + 8 * 3_600_000)).toBe(false)
    expect(isOperatorSeal(seal, 'another', 'token', now)).toBe(false)
    expect(isOperatorSeal(seal, 'secret', 'another', now)).toBe(false)
  })

  it('cannot be prolonged or made up', () => {
    const [ends, rest] = seal.split('.')
    for (const forged of [`${Number(ends) + 1}.${rest}`, `${ends}.${'A'.repeat(43)}`, `${ends}.`, '', '.', `${ends}.${rest}x`]) expect(isOperatorSeal(forged, 'secret', 'token', now)).toBe(false)
  })
})

describe('a slow network', () => {
  it('is asked for by delay and rate', () => {
    expect(parsePace('400-50000')).toEqual({ delay: 400, bytesPerSecond: 50_000 })
    for (const wrong of ['', '-', '400', '400-0', '-1-5', '60001-5', '4e2-5', '400-50000-1']) expect(parsePace(wrong)).toBeUndefined()
  })

  it('passes every byte, at its rate', async () => {
    const sent = Buffer.alloc(30_000, 'x')
    const began = performance.now()
    expect(await buffer(throttle(Readable.from([sent.subarray(0, 12_345), sent.subarray(12_345)]), { delay: 0, bytesPerSecond: 100_000 }))).toEqual(sent)
    expect(performance.now() - began).toBeGreaterThan(250)
  })
})
