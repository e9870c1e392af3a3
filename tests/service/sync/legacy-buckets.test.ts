import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSync } from '../../support/sync-fixture.ts'
import { openStream } from '../../support/sync-stream.ts'

const SYNC_CONFIG = `
bucket_definitions:
  by_owner:
    parameters: SELECT request.user_id() AS user_id
    data:
      - SELECT * FROM projects WHERE owner = bucket.user_id
  by_org:
    parameters: SELECT org FROM people WHERE id = request.user_id()
    data:
      - SELECT * FROM people WHERE org = bucket.org
`

let fixture: SyncFixture

beforeAll(async () => {
  fixture = await startSync({
    syncConfig: SYNC_CONFIG,
    schema: `
      CREATE TABLE people (id text PRIMARY KEY, org text);
      CREATE TABLE projects (id text PRIMARY KEY, owner text);
      INSERT INTO people VALUES ('ada', 'acme'), ('bob', 'acme'), ('eve', 'other');
      INSERT INTO projects VALUES ('p1', 'ada'), ('p2', 'bob'), ('p3', 'eve')`,
  })
})
afterAll(() => fixture?.stop())

it.each([['ada', ['ada', 'bob'], ['p1']], ['eve', ['eve'], ['p3']]])('bucket definitions give %s the people %j and the projects %j', async (user, people, projects) => {
  const stream = await openStream({ endpoint: fixture.endpoint, token: await fixture.token(user) })
  await stream.completed()
  expect([...stream.rows('people').keys()].sort()).toEqual(people)
  expect([...stream.rows('projects').keys()]).toEqual(projects)
  await stream.close()
})
