import type { ConformanceFixture } from '../../../support/sync-conformance.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startConformance } from '../../../support/sync-conformance.ts'
import { openStream } from '../../../support/sync-stream.ts'

// The stream, and the ids that each person must see.
const PATTERNS: [stream: string, expected: Record<string, string[]>][] = [
  ['everything', { ada: ['p1', 'p2', 'p3'], eve: ['p1', 'p2', 'p3'] }],
  ['of_the_user', { ada: ['p1'], bob: ['p2'], zoe: [] }],
  ['of_a_claim', { 'ada org=acme': ['p1', 'p2'], 'ada': [] }],
  ['of_the_connection', { 'ada ?project=p1': ['p1'], 'ada ?project=p2': [] }],
  ['subquery', { bob: ['p1', 'p2'], eve: ['p3'] }],
  ['nested_subqueries', { ada: ['i1', 'i2'], eve: ['i3'] }],
  ['join', { ada: ['i1'], bob: ['i2'] }],
  ['common_table_expression', { ada: ['p1', 'p2'], eve: ['p3'] }],
  ['static_filter', { ada: ['p1'], bob: [] }],
  ['role', { ada: ['p1', 'p2'], bob: [] }],
  ['alternatives', { ada: ['p1', 'p2'], bob: ['p2'] }],
  ['array_of_the_token', { 'ada projects=["p2","p3"]': ['p2', 'p3'] }],
  ['table_of_the_token', { 'ada projects=["p1","p3"]': ['p1', 'p3'], 'bob projects=[]': [] }],
  ['arrays_that_overlap', { 'ada regions=["eu"]': ['p1'], 'ada regions=["us","eu"]': ['p1', 'p2'], 'ada regions=[]': [] }],
  ['one_of_mine', { 'ada @project=p1': ['i1'], 'ada @project=p2': [], 'ada': [] }],
  ['several_joins', { ada: ['i1', 'i2'], eve: ['i3'], zoe: [] }],
  ['colleagues', { ada: ['ada', 'bob'], eve: ['eve'] }],
  ['join_in_a_subquery', { bob: ['i1', 'i2'], zoe: [] }],
  ['joined_common_table_expression', { ada: ['p1', 'p2'], eve: ['p3'] }],
  ['two_common_table_expressions', { ada: ['p1'], eve: ['p3'] }],
  ['workspace', { 'ada @project=p2': ['i2', 'p2'], 'ada @project=p3': [], 'eve @project=p3': ['i3', 'p3'] }],
  ['conditions', { ada: ['i1'] }],
  ['rows_of_a_document', { 'zoe tag=eu': ['ada'], 'zoe tag=mars': [] }],
  ['array_of_the_row', { 'ada region=eu': ['p1'], 'ada region=us': ['p1', 'p2'] }],
]

let fixture: ConformanceFixture

beforeAll(async () => {
  fixture = await startConformance({
    people: `VALUES ('ada', 'acme', 'admin', '["eu"]'), ('bob', 'acme', 'member', '["us"]'), ('eve', 'other', 'member', '[]')`,
    projects: `VALUES ('p1', 'acme', 'ada', false, '["eu","us"]'), ('p2', 'acme', 'bob', true, '["us"]'), ('p3', 'other', 'eve', false, '[]')`,
    issues: `VALUES ('i1', 'p1', 'First', 3, '\\xdead'), ('i2', 'p2', 'Second', 5, NULL), ('i3', 'p3', 'Third', NULL, NULL)`,
  })
})
afterAll(() => fixture?.stop())

/** `ada org=acme ?project=p1 @list=l1`: a user with claims, connection parameters and parameters of the one subscription. */
async function open(who: string, stream: string) {
  const [user = '', ...rest] = who.split(' ')
  const pairs = rest.map(part => part.split('=')).map(([key = '', value = '']) => [key, value.startsWith('[') ? JSON.parse(value) : value] as const)
  const marked = (mark: string) => Object.fromEntries(pairs.filter(([key]) => key.startsWith(mark)).map(([key, value]) => [key.slice(1), value]))
  const claims = Object.fromEntries(pairs.filter(([key]) => !/^[?@]/.test(key)))
  const [parameters, subscribed] = [marked('?'), marked('@')]
  const streams = { include_defaults: false, subscriptions: [{ stream, parameters: subscribed, override_priority: null }] }
  return openStream({ endpoint: fixture.endpoint, token: await fixture.token(user, claims), body: { parameters, streams } })
}

describe.each(PATTERNS)('the stream %s', (stream, expected) => {
  it.each(Object.entries(expected))('gives %s %j', async (who, ids) => {
    const opened = await open(who, stream)
    await opened.completed()
    expect(['people', 'projects', 'issues'].flatMap(type => [...opened.rows(type).keys()]).sort()).toEqual(ids)
    await opened.close()
  })
})

it('computes columns', async () => {
  const opened = await open('ada', 'computed')
  await opened.completed()
  expect(opened.rows('issues').get('i1')).toEqual({ id: 'i1', title: 'FIRST', size: 'small', twice: 6, secret: 'DEAD' })
  await opened.close()
})

it('renames columns', async () => {
  const opened = await open('ada', 'renamed')
  await opened.completed()
  expect(opened.rows('issue').get('i2')).toEqual({ id: 'i2', name: 'Second', loud: 'Second!' })
  await opened.close()
})

it('grants and revokes at the checkpoint of the change', async () => {
  const opened = await open('eve', 'nested_subqueries')
  await opened.until(() => opened.rows('issues').has('i3'))
  await fixture.sql`UPDATE people SET org = 'acme' WHERE id = 'eve'`
  await opened.until(() => JSON.stringify([...opened.rows('issues').keys()].sort()) === '["i1","i2"]', 'the issues of the other organisation')
  expect(opened.lines.at(-1)?.checkpoint_complete).toBeDefined()
  await fixture.sql`UPDATE people SET org = 'other' WHERE id = 'eve'`
  await opened.until(() => JSON.stringify([...opened.rows('issues').keys()]) === '["i3"]', 'the own issues again')
  expect(opened.checksumsAgree()).toBe(true)
  await opened.close()
})
