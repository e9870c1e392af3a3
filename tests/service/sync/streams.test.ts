import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSync } from '../../support/sync-fixture.ts'
import { openStream } from '../../support/sync-stream.ts'
import { until } from '../../support/until.ts'

const SCHEMA = `
CREATE TABLE people (id text PRIMARY KEY, org text, role text, tags jsonb NOT NULL DEFAULT '[]');
CREATE TABLE projects (id text PRIMARY KEY, org text, owner text, archived boolean NOT NULL DEFAULT false, regions jsonb NOT NULL DEFAULT '[]');
CREATE TABLE issues (id text PRIMARY KEY, project text, title text, points int, secret bytea);
INSERT INTO people VALUES ('ada', 'acme', 'admin', '["eu"]'), ('bob', 'acme', 'member', '["us"]'), ('eve', 'other', 'member', '[]');
INSERT INTO projects VALUES ('p1', 'acme', 'ada', false, '["eu","us"]'), ('p2', 'acme', 'bob', true, '["us"]'), ('p3', 'other', 'eve', false, '[]');
INSERT INTO issues VALUES ('i1', 'p1', 'First', 3, '\\xdead'), ('i2', 'p2', 'Second', 5, NULL), ('i3', 'p3', 'Third', NULL, NULL);
`

const stream = (query: string, more = '') => `config: { edition: 3 }\nstreams:\n  it:\n    auto_subscribe: true\n${more}    query: ${query}\n`

// The query, and the ids that each person must see.
const PATTERNS: [name: string, config: string, expected: Record<string, string[]>][] = [
  ['everyone gets everything', stream('SELECT * FROM projects'), { ada: ['p1', 'p2', 'p3'], eve: ['p1', 'p2', 'p3'] }],
  ['a condition of the token', stream('SELECT * FROM projects WHERE owner = auth.user_id()'), { ada: ['p1'], bob: ['p2'], zoe: [] }],
  ['a claim of the token', stream(`SELECT * FROM projects WHERE org = auth.parameter('org')`), { 'ada org=acme': ['p1', 'p2'], 'ada': [] }],
  ['a parameter of the connection', stream(`SELECT * FROM projects WHERE id = connection.parameter('project') AND owner = auth.user_id()`), { 'ada ?project=p1': ['p1'], 'ada ?project=p2': [] }],
  ['a subquery', stream('SELECT * FROM projects WHERE org IN (SELECT org FROM people WHERE id = auth.user_id())'), { bob: ['p1', 'p2'], eve: ['p3'] }],
  ['nested subqueries', stream('SELECT * FROM issues WHERE project IN (SELECT id FROM projects WHERE org IN (SELECT org FROM people WHERE id = auth.user_id()))'), { ada: ['i1', 'i2'], eve: ['i3'] }],
  ['a join', stream('SELECT issues.* FROM issues JOIN projects ON projects.id = issues.project WHERE projects.owner = auth.user_id()'), { ada: ['i1'], bob: ['i2'] }],
  ['a common table expression', stream('SELECT * FROM projects WHERE org IN mine', '    with: { mine: SELECT org FROM people WHERE id = auth.user_id() }\n'), { ada: ['p1', 'p2'], eve: ['p3'] }],
  ['a static filter', stream('SELECT * FROM projects WHERE owner = auth.user_id() AND NOT archived'), { ada: ['p1'], bob: [] }],
  ['a role in a subquery', stream(`SELECT * FROM projects WHERE org IN (SELECT org FROM people WHERE id = auth.user_id() AND role = 'admin')`), { ada: ['p1', 'p2'], bob: [] }],
  ['alternatives', stream(`SELECT * FROM projects WHERE owner = auth.user_id() OR org IN (SELECT org FROM people WHERE id = auth.user_id() AND role = 'admin')`), { ada: ['p1', 'p2'], bob: ['p2'] }],
  ['an array of the token', stream(`SELECT * FROM projects WHERE id IN auth.parameter('projects')`), { 'ada projects=["p2","p3"]': ['p2', 'p3'] }],
  ['an array of the row', stream(`SELECT * FROM projects WHERE auth.parameter('region') IN regions`), { 'ada region=eu': ['p1'], 'ada region=us': ['p1', 'p2'] }],
  ['legacy bucket definitions', `bucket_definitions:
  by_owner:
    parameters: SELECT request.user_id() AS user_id
    data:
      - SELECT * FROM projects WHERE owner = bucket.user_id
  by_org:
    parameters: SELECT org FROM people WHERE id = request.user_id()
    data:
      - SELECT * FROM people WHERE org = bucket.org
`, { ada: ['ada', 'bob', 'p1'], eve: ['eve', 'p3'] }],
]

let fixture: SyncFixture

beforeAll(async () => {
  fixture = await startSync({ schema: SCHEMA, syncConfig: stream('SELECT * FROM people') })
})
afterAll(() => fixture?.stop())

async function deploy(config: string): Promise<void> {
  const before = fixture.service.deployments.active
  fixture.service.deployments.deploy(config)
  await until(() => fixture.service.deployments.active !== before, { what: 'the new sync config' })
}

/** `ada org=acme ?project=p1`: a user with claims and connection parameters. */
async function open(who: string) {
  const [user = '', ...rest] = who.split(' ')
  const claims = Object.fromEntries(rest.filter(part => !part.startsWith('?')).map(part => part.split('=')).map(([key, value = '']) => [key, value.startsWith('[') ? JSON.parse(value) : value]))
  const parameters = Object.fromEntries(rest.filter(part => part.startsWith('?')).map(part => part.slice(1).split('=')))
  return openStream({ endpoint: fixture.endpoint, token: await fixture.token(user, claims), body: { parameters } })
}

describe.each(PATTERNS)('%s', (_name, config, expected) => {
  beforeAll(() => deploy(config))

  it.each(Object.entries(expected))('gives %s %j', async (who, ids) => {
    const opened = await open(who)
    await opened.completed()
    const seen = opened.lines.flatMap(line => line.data?.data ?? []).filter(({ op }) => op === 'PUT').map(({ object_id }) => object_id)
    expect([...new Set(seen)].sort()).toEqual(ids)
    await opened.close()
  })
})

it('computes columns', async () => {
  await deploy(stream(`SELECT id, upper(title) AS title, CASE WHEN points > 3 THEN 'large' ELSE 'small' END AS size, points * 2 AS twice, hex(secret) AS secret FROM issues`))
  const opened = await open('ada')
  await opened.completed()
  expect(opened.rows('issues').get('i1')).toEqual({ id: 'i1', title: 'FIRST', size: 'small', twice: 6, secret: 'DEAD' })
  await opened.close()
})

it('grants and revokes at the checkpoint of the change', async () => {
  await deploy(stream('SELECT * FROM issues WHERE project IN (SELECT id FROM projects WHERE org IN (SELECT org FROM people WHERE id = auth.user_id()))'))
  const opened = await open('eve')
  await opened.until(() => opened.rows('issues').has('i3'))
  await fixture.sql`UPDATE people SET org = 'acme' WHERE id = 'eve'`
  await opened.until(() => JSON.stringify([...opened.rows('issues').keys()].sort()) === '["i1","i2"]', 'the issues of the other organisation')
  expect(opened.lines.at(-1)?.checkpoint_complete).toBeDefined()
  await fixture.sql`UPDATE people SET org = 'other' WHERE id = 'eve'`
  await opened.until(() => JSON.stringify([...opened.rows('issues').keys()]) === '["i3"]', 'the own issues again')
  expect(opened.checksumsAgree()).toBe(true)
  await opened.close()
})
