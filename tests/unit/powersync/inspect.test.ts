import { describe, expect, test } from 'vitest'
import { slowEndpoint } from '../../../composables/inspector/simulated-network.ts'
import { bucketAdvice } from '../../../powersync/inspect/bucket-advice.ts'
import { readBucketName } from '../../../powersync/inspect/bucket-name.ts'
import { meaningOf } from '../../../powersync/inspect/error-codes.ts'
import { isReading } from '../../../powersync/inspect/run-sql.ts'
import { readTokenClaims } from '../../../powersync/inspect/token-claims.ts'

test('a bucket’s name tells stream and parameters, and one of another form stays whole', () => {
  expect(readBucketName('1#todos|0["list-1"]')).toEqual({ stream: 'todos', query: '0', parameters: ['list-1'], deployment: '1' })
  expect(readBucketName('by_list["a",2]')).toMatchObject({ stream: 'by_list', parameters: ['a', 2], deployment: null })
  expect(readBucketName('something else')).toEqual({ stream: 'something else', query: '', parameters: null, deployment: null })
})

test('advice comes with a long history only', () => {
  expect(bucketAdvice({ operations: 150, rows: 2 }).level).toBe('fine')
  expect(bucketAdvice({ operations: 1_000, rows: 900 }).level).toBe('fine')
  expect(bucketAdvice({ operations: 1_000, rows: 200 }).level).toBe('compact')
  expect(bucketAdvice({ operations: 1_000, rows: 0 }).level).toBe('compact')
  expect(bucketAdvice({ operations: 100_000, rows: 10 }).level).toBe('defragment')
})

describe('an error of the connection', () => {
  test('with a code says what it means and what to do', () => {
    expect(meaningOf('HTTP 401: {"error":{"code":"PSYNC_S2105","description":"…"}}')).toMatchObject({ code: 'PSYNC_S2105', meaning: expect.stringContaining('audience') })
  })
  test('with a code that is not in the table says where it comes from', () => {
    expect(meaningOf('[PSYNC_S1199] odd')).toMatchObject({ code: 'PSYNC_S1199', meaning: expect.stringContaining('Replication') })
  })
  test('without a code is known by its words, or not at all', () => {
    expect(meaningOf('TypeError: Failed to fetch')?.meaning).toBe('The server cannot be reached.')
    expect(meaningOf('something never seen')).toBeNull()
  })
})

test('a token is read as far as it goes, and what is none gives nothing', () => {
  const token = `${btoa('{"alg":"ES256"}')}.${btoa('{"sub":"mina","exp":1800000000}')}.x`
  expect(readTokenClaims(token)).toEqual({ header: { alg: 'ES256' }, claims: { sub: 'mina', exp: 1_800_000_000 }, expiresAt: '2027-01-15T08:00:00.000Z' })
  expect(readTokenClaims('no token')).toBeNull()
})

test('only what can write takes the lock for writing', () => {
  for (const sql of ['SELECT 1', ' -- why\nselect 1', 'WITH a AS (SELECT 1) SELECT * FROM a', 'EXPLAIN DELETE FROM todos']) expect(isReading(sql), sql).toBe(true)
  for (const sql of ['DELETE FROM todos', 'WITH a AS (SELECT 1) INSERT INTO todos SELECT * FROM a', 'PRAGMA user_version = 1']) expect(isReading(sql), sql).toBe(false)
})

test('only a service under the app’s own origin can be slowed down', () => {
  expect(slowEndpoint('http://localhost:3000/powersync', 'slow', 'http://localhost:3000')).toBe('http://localhost:3000/powersync-slow/400-50000')
  expect(slowEndpoint('https://sync.example.com', 'slow', 'http://localhost:3000')).toBeNull()
})
