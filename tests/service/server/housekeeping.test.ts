import type { TestDatabase } from '../../support/server-database.ts'
import type { Device } from '../../support/server-person.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SigningKeys } from '../../../server/auth/signing-keys.ts'
import { purge } from '../../../server/housekeeping/purge.ts'
import { startDatabase } from '../../support/server-database.ts'
import { makeList, makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
let ann: Device
beforeAll(async () => {
  database = await startDatabase()
  ann = await makePerson(database.db, 'Ann')
})
afterAll(() => database.stop())

describe('the trash', () => {
  it('is emptied after 30 days, and whoever edits what was in it hears that it is gone', async () => {
    const listId = await makeList(ann)
    const [old, young, live] = [await makeTodo(ann, listId), await makeTodo(ann, listId), await makeTodo(ann, listId)]
    await sql`UPDATE todos SET deleted_at = now() - interval '31 days' WHERE id = ${old}`.execute(database.db)
    await sql`UPDATE todos SET deleted_at = now() - interval '29 days' WHERE id = ${young}`.execute(database.db)
    const oldList = await makeList(ann, 'Old')
    await sql`UPDATE lists SET deleted_at = now() - interval '31 days' WHERE id = ${oldList}`.execute(database.db)
    expect(await purge(database.db)).toMatchObject({ todos: 1, lists: 1 })
    expect((await database.db.selectFrom('todos').select('id').execute()).map(row => row.id).sort()).toEqual([young, live].sort())
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: old, data: { deleted_at: null } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await ann.send({ op: 'PATCH', table: 'lists', id: oldList, data: { deleted_at: null } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await purge(database.db)).toMatchObject({ todos: 0, lists: 0 })
  })
})

describe('the keys that sign sync tokens', () => {
  const day = 24 * 60 * 60 * 1000
  const secret = 'a secret that is long enough for tests'

  it('are replaced by themselves, the next one published long before it signs, the last one kept until its tokens are over', async () => {
    const start = Date.now()
    const kids = async (keys: SigningKeys, now: number) => (await keys.published(now)).keys.map(key => key.kid)
    const fresh = () => new SigningKeys(database.db, secret)
    const first = await fresh().current(start)
    expect((await fresh().current(start + 28 * day)).kid).toBe(first.kid)
    const nearEnd = start + 29 * day + 1000
    expect((await fresh().current(nearEnd)).kid).toBe(first.kid)
    const published = await kids(fresh(), nearEnd)
    expect(published).toHaveLength(2)
    const second = await fresh().current(start + 30 * day - 60_000)
    expect(second.kid).not.toBe(first.kid)
    expect(published).toContain(second.kid)
    expect(await kids(fresh(), start + 30 * day + 30 * 60_000)).toContain(first.kid)
    expect(await kids(fresh(), start + 30 * day + 2 * 60 * 60_000)).not.toContain(first.kid)
  })

  it('never show their private part, in the JWKS or in Postgres', async () => {
    const { keys } = await new SigningKeys(database.db, secret).published()
    expect(keys.every(key => !('d' in key) && key.alg === 'ES256' && key.use === 'sig')).toBe(true)
    expect(JSON.stringify(await database.db.selectFrom('signing_keys').selectAll().execute())).not.toContain('"d"')
  })

  it('are made once by many servers, and anew when the secret changes', async () => {
    await database.db.deleteFrom('signing_keys').execute()
    const all = await Promise.all(Array.from({ length: 5 }, () => new SigningKeys(database.db, secret).current()))
    expect(new Set(all.map(key => key.kid)).size).toBe(1)
    const changed = await new SigningKeys(database.db, `${secret} changed`).current()
    expect(changed.kid).not.toBe(all[0]!.kid)
  })
})
