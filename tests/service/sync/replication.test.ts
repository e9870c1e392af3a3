import type { SyncFixture } from '../../support/sync-fixture.ts'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSync } from '../../support/sync-fixture.ts'
import { openStream } from '../../support/sync-stream.ts'
import { until } from '../../support/until.ts'

const SCHEMA = `
CREATE TABLE plain (id text PRIMARY KEY, note text, document text);
CREATE TABLE complete (id text, note text, document text);
ALTER TABLE complete REPLICA IDENTITY FULL;
CREATE TABLE indexed (id text, code int NOT NULL, note text);
CREATE UNIQUE INDEX indexed_code ON indexed (code);
ALTER TABLE indexed REPLICA IDENTITY USING INDEX indexed_code;
CREATE TABLE compound (id text, a int, b text, note text, PRIMARY KEY (a, b));
CREATE TABLE nothing (id text PRIMARY KEY, note text);
ALTER TABLE nothing REPLICA IDENTITY NOTHING;
CREATE TABLE parents (id text PRIMARY KEY, note text);
CREATE TABLE children (id text PRIMARY KEY, parent text REFERENCES parents, note text);
CREATE SCHEMA other;
CREATE TABLE other.plain (id text PRIMARY KEY, note text);
GRANT USAGE ON SCHEMA other TO powersync;
GRANT SELECT ON other.plain TO powersync;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO powersync;
`
const tables = ['plain', 'complete', 'indexed', 'compound', 'nothing', 'parents', 'children']
const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  all:
    auto_subscribe: true
    queries:
${tables.map(table => `      - SELECT * FROM ${table}`).join('\n')}
      - SELECT * FROM other.plain AS elsewhere
      - SELECT * FROM "later%" AS later
`

let fixture: SyncFixture
let stream: Awaited<ReturnType<typeof openStream>>

beforeAll(async () => {
  fixture = await startSync({ schema: SCHEMA, syncConfig: SYNC_CONFIG })
  stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token('ada') })
})
afterAll(async () => {
  await stream?.close()
  await fixture?.stop()
})

/** Waits until the stream shows exactly what the table holds. */
async function agrees(type: string, table = type) {
  const expected = (await fixture.sql.unsafe(`SELECT * FROM ${table} ORDER BY id`)).map(row => ({ ...row }))
  await until(() => {
    const rows = [...stream.rows(type).values()].sort((a, b) => String(a.id) < String(b.id) ? -1 : 1)
    return JSON.stringify(rows) === JSON.stringify(expected)
  }, { what: `${type} to be ${JSON.stringify(expected).slice(0, 500)}`, within: 15_000, every: 20 })
  expect(stream.checksumsAgree()).toBe(true)
}

it('keeps large values that Postgres leaves out of an update', async () => {
  const large = randomBytes(40_000).toString('hex')
  await fixture.sql`INSERT INTO plain VALUES ('toast', 'one', ${large}), ('toast2', 'one', ${large})`
  await fixture.sql`UPDATE plain SET note = 'two' WHERE id = 'toast'`
  await agrees('plain')
  await fixture.restart()
  stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token('ada') })
  await fixture.sql`UPDATE plain SET note = 'three', id = 'toast3' WHERE id = 'toast2'`
  await agrees('plain')
})

it('follows primary keys that change, and exchange their rows', async () => {
  await fixture.sql`INSERT INTO plain VALUES ('a', 'first'), ('b', 'second')`
  await fixture.sql`UPDATE plain SET id = 'c' WHERE id = 'a'`
  await agrees('plain')
  await fixture.sql.begin(async (sql) => {
    await sql`UPDATE plain SET id = 'x' WHERE id = 'b'`
    await sql`UPDATE plain SET id = 'b' WHERE id = 'c'`
    await sql`UPDATE plain SET id = 'c' WHERE id = 'x'`
  })
  await agrees('plain')
})

it('follows tables without a primary key, with a compound one, with an index as identity', async () => {
  await fixture.sql`INSERT INTO complete VALUES ('1', 'a'), ('2', 'b')`
  await fixture.sql`UPDATE complete SET note = 'c' WHERE id = '1'`
  await fixture.sql`DELETE FROM complete WHERE id = '2'`
  await agrees('complete')
  await fixture.sql`INSERT INTO compound VALUES ('1', 1, 'x', 'a'), ('2', 1, 'y', 'b'), ('3', 2, 'x', 'c')`
  await fixture.sql`UPDATE compound SET b = 'z', note = 'd' WHERE id = '1'`
  await fixture.sql`DELETE FROM compound WHERE id = '3'`
  await agrees('compound')
  await fixture.sql`INSERT INTO indexed VALUES ('1', 1, 'a'), ('2', 2, 'b')`
  await fixture.sql`UPDATE indexed SET code = 3, note = 'c' WHERE id = '1'`
  await fixture.sql`DELETE FROM indexed WHERE id = '2'`
  await agrees('indexed')
})

it('keeps large values under REPLICA IDENTITY FULL', async () => {
  const large = randomBytes(20_000).toString('hex')
  await fixture.sql`INSERT INTO complete VALUES ('toast', 'one', ${large})`
  await fixture.sql`UPDATE complete SET note = 'two' WHERE id = 'toast'`
  await agrees('complete')
})

it('takes inserts of a table with replica identity NOTHING', async () => {
  await fixture.sql`INSERT INTO nothing VALUES ('1', 'a')`
  await agrees('nothing')
})

it('empties truncated tables, with those that depend on them', async () => {
  await fixture.sql`INSERT INTO parents VALUES ('p', 'a')`
  await fixture.sql`INSERT INTO children VALUES ('c', 'p', 'b')`
  await agrees('children')
  await fixture.sql`TRUNCATE parents CASCADE`
  await agrees('parents')
  await agrees('children')
  await fixture.sql`INSERT INTO parents VALUES ('p', 'again')`
  await agrees('parents')
})

it('tells tables of the same name in two schemas apart', async () => {
  await fixture.sql`INSERT INTO other.plain VALUES ('o', 'elsewhere')`
  await agrees('elsewhere', 'other.plain')
  await agrees('plain')
})

it('reads a table again when columns are added, dropped or get another type', async () => {
  await fixture.sql`INSERT INTO plain VALUES ('ddl', 'a')`
  await fixture.sql`ALTER TABLE plain ADD COLUMN level int NOT NULL DEFAULT 7`
  await fixture.sql`UPDATE plain SET note = 'b' WHERE id = 'ddl'`
  await agrees('plain')
  await fixture.sql`ALTER TABLE plain ALTER COLUMN level TYPE text USING level || '!'`
  await fixture.sql`UPDATE plain SET note = 'c' WHERE id = 'ddl'`
  await agrees('plain')
  // Nothing else happens in the table here: the catalog has to tell.
  await fixture.sql`ALTER TABLE plain DROP COLUMN level`
  await agrees('plain')
})

it('finds tables that are made, filled before, renamed and dropped', async () => {
  await fixture.sql`CREATE TABLE later_one (id text PRIMARY KEY, note text)`
  await fixture.sql`INSERT INTO later_one VALUES ('1', 'a'), ('2', 'b')`
  await agrees('later', 'later_one')
  await fixture.sql`CREATE TABLE early (id text PRIMARY KEY, note text)`
  await fixture.sql`INSERT INTO early VALUES ('e', 'before')`
  await fixture.sql`DROP TABLE later_one`
  await fixture.sql`ALTER TABLE early RENAME TO later_two`
  await agrees('later', 'later_two')
  await fixture.sql`ALTER TABLE later_two RENAME TO earlier`
  await until(() => stream.rows('later').size === 0, { what: 'the rows of a renamed table to go', within: 15_000 })
})

it('recreates a table under the same name', async () => {
  await fixture.sql`INSERT INTO children VALUES ('old', NULL, 'old')`
  await agrees('children')
  await fixture.sql.begin(async (sql) => {
    await sql`DROP TABLE children`
    await sql`CREATE TABLE children (id text PRIMARY KEY, parent text, note text)`
    await sql`INSERT INTO children VALUES ('new', NULL, 'new')`
  })
  await agrees('children')
})

it('takes a transaction of 100,000 rows whole', async () => {
  const before = stream.lines.length
  await fixture.sql`INSERT INTO parents SELECT 'bulk' || n, 'note ' || n FROM generate_series(1, 100000) n`
  await until(() => stream.lines.slice(before).some(line => line.checkpoint_complete) && stream.rows('parents').size > 100_000, { what: 'the rows', every: 200 })
  // All of it came in one checkpoint.
  expect(stream.lines.slice(before).filter(line => line.checkpoint_complete)).toHaveLength(1)
  expect(stream.checksumsAgree()).toBe(true)
})
