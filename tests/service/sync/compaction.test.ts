import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ADMIN_TOKEN, startSync } from '../../support/sync-fixture.ts'
import { openStream } from '../../support/sync-stream.ts'
import { until } from '../../support/until.ts'

let fixture: SyncFixture

beforeAll(async () => {
  fixture = await startSync({
    schema: 'CREATE TABLE notes (id text PRIMARY KEY, body text)',
    syncConfig: 'config: { edition: 3 }\nstreams:\n  all:\n    auto_subscribe: true\n    query: SELECT * FROM notes\n',
  })
})
afterAll(() => fixture?.stop())

const open = async (body?: Record<string, unknown>) => openStream({ endpoint: fixture.endpoint, token: await fixture.token('ada'), body })
const operations = (stream: Awaited<ReturnType<typeof open>>) => stream.lines.flatMap(line => line.data?.data ?? [])
const position = (stream: Awaited<ReturnType<typeof open>>) => {
  const { bucket } = stream.lines.flatMap(line => line.checkpoint?.buckets ?? [])[0]!
  return { name: bucket, after: operations(stream).at(-1)?.op_id ?? '0' }
}
const compact = () => fetch(`${fixture.endpoint}/api/admin/v1/compact`, { method: 'POST', headers: { authorization: `Token ${ADMIN_TOKEN}` } })

it('shortens the history of rows that have changed, and clients old and new agree with the checksums', async () => {
  await fixture.sql`INSERT INTO notes SELECT 'n' || n, 'first' FROM generate_series(1, 50) n`
  const early = await open()
  await early.until(() => early.rows('notes').size === 50)
  const [halfWay] = [position(early)]
  for (let round = 0; round < 20; round++) await fixture.sql`UPDATE notes SET body = ${`round ${round}`} WHERE id <> 'n50'`
  await fixture.sql`DELETE FROM notes WHERE id IN ('n1', 'n2')`
  await early.until(() => early.rows('notes').size === 48)
  expect(operations(early).length).toBeGreaterThan(900)

  expect((await compact()).status).toBe(200)
  const fresh = await open()
  await fresh.completed()
  expect(fresh.rows('notes')).toEqual(early.rows('notes'))
  expect(fresh.checksumsAgree()).toBe(true)
  expect(operations(fresh).filter(({ op }) => op === 'PUT')).toHaveLength(48)
  expect(operations(fresh)[0]?.op).toBe('CLEAR')

  // A client that was away since before the compaction.
  const back = await open({ buckets: [halfWay] })
  await back.completed()
  const sum = operations(early).filter(({ op_id }) => Number(op_id) <= Number(halfWay.after)).reduce((total, { checksum }) => total + checksum, 0)
  const cleared = operations(back)[0]?.op === 'CLEAR'
  const rest = operations(back).reduce((total, { checksum }) => total + checksum, cleared ? 0 : sum)
  expect(rest | 0).toBe(back.lines[0]?.checkpoint?.buckets[0]?.checksum)

  await fixture.sql`UPDATE notes SET body = 'after' WHERE id = 'n50'`
  for (const stream of [early, fresh]) await stream.until(() => stream.rows('notes').get('n50')?.body === 'after')
  expect(early.checksumsAgree()).toBe(true)
  expect(fresh.checksumsAgree()).toBe(true)
  await Promise.all([early.close(), fresh.close(), back.close()])
})

it('works by itself in the background', async () => {
  for (let i = 0; i < 600; i++) await fixture.sql`UPDATE notes SET body = ${`hot ${i}`} WHERE id = 'n3'`
  await until(async () => {
    const stream = await open()
    await stream.completed()
    const puts = operations(stream).filter(({ op }) => op === 'PUT').length
    const agree = stream.checksumsAgree()
    await stream.close()
    expect(agree).toBe(true)
    return puts < 300
  }, { what: 'the history to be shortened', every: 300 })
})

it('sends lines so short that a browser can read between two, before a compaction and after', async () => {
  await fixture.sql`INSERT INTO notes SELECT 'short' || n, 'short' FROM generate_series(1, 1500) n`
  await fixture.sql`INSERT INTO notes SELECT 'long' || n, repeat('long', 500) FROM generate_series(1, 500) n`
  for (const compacted of [false, true]) {
    if (compacted) expect((await compact()).status).toBe(200)
    const stream = await open()
    await stream.until(() => stream.rows('notes').size === 2048)
    const lines = stream.lines.flatMap(({ data }) => data ? [data.data] : [])
    expect(Math.max(...lines.map(line => line.length))).toBe(250)
    // Operations as they lie in BSON, and the one with which a line is full.
    expect(Math.max(...lines.map(line => JSON.stringify(line).length))).toBeLessThan(135_000)
    await stream.close()
  }
})

it('keeps everything over a restart', async () => {
  const before = await open()
  await before.completed()
  await fixture.restart()
  const after = await open()
  await after.completed()
  expect(after.rows('notes')).toEqual(before.rows('notes'))
  expect(after.checksumsAgree()).toBe(true)
  await Promise.all([before.close(), after.close()])
})
