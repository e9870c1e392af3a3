import type { TestDatabase } from '../../support/server-database.ts'
import type { Device } from '../../support/server-person.ts'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startDatabase } from '../../support/server-database.ts'
import { join, makeList, makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
let ann: Device
let bob: Device
let listId: string
beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())
beforeEach(async () => {
  ann = await makePerson(database.db, 'Ann')
  bob = await makePerson(database.db, 'Bob')
  listId = await makeList(ann)
})

const membershipOf = async (device: Device) =>
  (await database.db.selectFrom('list_members').select(['id', 'role']).where('list_id', '=', listId).where('user_id', '=', device.userId).executeTakeFirst())

describe('a shared list', () => {
  it('lets its owner change roles, and nobody else', async () => {
    const id = await join(database.db, listId, bob, 'editor')
    expect(await bob.send({ op: 'PATCH', table: 'list_members', id, data: { role: 'owner' } })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    expect(await ann.send({ op: 'PATCH', table: 'list_members', id, data: { role: 'king' } })).toMatchObject({ problems: [{ code: 'invalid_value', column: 'role' }] })
    expect(await ann.send({ op: 'PATCH', table: 'list_members', id, data: { role: 'viewer', user_id: ann.userId } })).toMatchObject({ status: 'applied' })
    expect(await membershipOf(bob)).toMatchObject({ role: 'viewer' })
  })

  it('is joined by invitation only; a device that shows its own membership early does no harm', async () => {
    const put = (device: Device, role: string) => device.send({ op: 'PUT', table: 'list_members', id: uuidv7(), data: { list_id: listId, user_id: device.userId, role } })
    expect(await put(bob, 'editor')).toMatchObject({ problems: [{ code: 'not_a_member' }] })
    expect(await put(ann, 'owner')).toMatchObject({ status: 'applied' })
    expect(await put(ann, 'editor')).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    expect(await database.db.selectFrom('list_members').select('id').where('list_id', '=', listId).execute()).toHaveLength(1)
  })

  it('can be left by everybody but its last owner, and goes on under the next one', async () => {
    const own = await membershipOf(ann)
    expect(await ann.send({ op: 'DELETE', table: 'list_members', id: own!.id })).toMatchObject({ problems: [{ code: 'invalid_value' }] })
    expect(await ann.send({ op: 'PATCH', table: 'list_members', id: own!.id, data: { role: 'viewer' } })).toMatchObject({ problems: [{ code: 'invalid_value' }] })
    await join(database.db, listId, bob, 'owner')
    expect(await ann.send({ op: 'DELETE', table: 'list_members', id: own!.id })).toMatchObject({ status: 'applied' })
    expect(await database.db.selectFrom('lists').select('owner_id').where('id', '=', listId).executeTakeFirst()).toEqual({ owner_id: bob.userId })
    expect(await ann.send({ op: 'PUT', table: 'todos', id: uuidv7(), data: { list_id: listId, title: 'x' } })).toMatchObject({ problems: [{ code: 'not_a_member' }] })
  })

  it('keeps an owner when two leave at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const [carl, dora] = [await makePerson(database.db, 'Carl'), await makePerson(database.db, 'Dora')]
      const list = await makeList(carl)
      const [{ id: first }] = await database.db.selectFrom('list_members').select('id').where('list_id', '=', list).execute() as [{ id: string }]
      const second = await join(database.db, list, dora, 'owner')
      const answers = await Promise.all([carl.send({ op: 'DELETE', table: 'list_members', id: first }), dora.send({ op: 'DELETE', table: 'list_members', id: second })])
      expect(answers.map(answer => answer.status).sort()).toEqual(['applied', 'refused'])
    }
  })

  it('lets its owner remove people, with what was theirs in it', async () => {
    const id = await join(database.db, listId, bob, 'editor')
    await bob.send({ op: 'PUT', table: 'list_preferences', id: `${bob.userId}:${listId}`, data: { pinned: 1 } })
    const todo = await makeTodo(bob, listId)
    expect(await ann.send({ op: 'DELETE', table: 'list_members', id })).toMatchObject({ status: 'applied' })
    expect(await database.db.selectFrom('list_preferences').select('id').where('user_id', '=', bob.userId).execute()).toEqual([])
    expect(await bob.send({ op: 'PATCH', table: 'todos', id: todo, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'not_a_member' }] })
    expect(await bob.send({ op: 'DELETE', table: 'list_members', id })).toMatchObject({ status: 'applied' })
  })
})

describe('what is one person\'s own', () => {
  it('is the arrangement of the own lists', async () => {
    const own = `${ann.userId}:${listId}`
    expect(await ann.send({ op: 'PATCH', table: 'list_preferences', id: own, data: { pinned: 1, position: 'broken!' } })).toMatchObject({ status: 'applied' })
    expect(await ann.send({ op: 'PUT', table: 'list_preferences', id: own, data: { muted: 1, position: 'a0' } })).toMatchObject({ status: 'applied' })
    expect(await database.db.selectFrom('list_preferences').selectAll().where('id', '=', own).executeTakeFirst()).toMatchObject({ pinned: 1, muted: 1, position: 'a0' })
    for (const id of [`${bob.userId}:${listId}`, `${ann.userId}:${uuidv7()}`, `${ann.userId}:x`, 'x']) {
      expect(await ann.send({ op: 'PUT', table: 'list_preferences', id, data: { pinned: 0 } }), id).toMatchObject({ problems: [{ code: 'not_a_member' }] })
    }
    expect(await bob.send({ op: 'PUT', table: 'list_preferences', id: `${bob.userId}:${listId}`, data: { pinned: 0 } })).toMatchObject({ problems: [{ code: 'not_a_member' }] })
    expect(await ann.send({ op: 'PUT', table: 'list_preferences', id: own, data: { user_id: bob.userId } })).toMatchObject({ problems: [{ code: 'invalid_value' }] })
  })

  it('is the profile', async () => {
    expect(await ann.send({ op: 'PATCH', table: 'profiles', id: ann.userId, data: { name: 'Anna', color: 'rose' } })).toMatchObject({ status: 'applied' })
    expect(await database.db.selectFrom('users').select('name').where('id', '=', ann.userId).executeTakeFirst()).toEqual({ name: 'Anna' })
    expect(await ann.send({ op: 'PATCH', table: 'profiles', id: ann.userId, data: { color: 'mud' } })).toMatchObject({ problems: [{ code: 'invalid_value', column: 'color' }] })
    for (const op of ['PUT', 'PATCH', 'DELETE'] as const) {
      expect(await ann.send({ op, table: 'profiles', id: bob.userId, data: { name: 'Rob' } })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    }
  })

  it('are the refused edits, which only their author settles', async () => {
    await ann.send({ op: 'PATCH', table: 'todos', id: uuidv7(), data: { title: 'x' } })
    const { id } = await database.db.selectFrom('write_problems').select('id').where('user_id', '=', ann.userId).executeTakeFirstOrThrow()
    const settle = { op: 'PATCH', table: 'write_problems', id, data: { resolved_at: '2026-01-01T00:00:00Z', code: 'hacked' } } as const
    expect(await bob.send(settle)).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await bob.send({ ...settle, id: uuidv7() })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await ann.send(settle)).toMatchObject({ status: 'applied' })
    expect(await database.db.selectFrom('write_problems').select(['code', 'resolved_at']).where('id', '=', id).executeTakeFirst())
      .toEqual({ code: 'not_a_member', resolved_at: new Date('2026-01-01T00:00:00Z') })
    expect(await ann.send({ op: 'PUT', table: 'write_problems', id: uuidv7(), data: { resolved_at: null } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
  })
})

describe('a refused transaction', () => {
  it('changes nothing and keeps every edit of it for its author', async () => {
    const [todo, other] = [uuidv7(), await makeTodo(ann, listId)]
    const answer = await ann.send(
      { op: 'PATCH', table: 'todos', id: other, data: { priority: 3 } },
      { op: 'PUT', table: 'todos', id: todo, data: { list_id: listId, title: 'x'.repeat(501) } },
      { op: 'PATCH', table: 'lists', id: listId, data: { name: 'New' } },
    )
    expect(answer).toEqual({ id: expect.anything(), status: 'refused', problems: [
      { table: 'todos', row_id: todo, column: 'title', code: 'invalid_value', reason: { key: 'tooLong', values: { column: 'title', max: 500 } }, message: 'The title is longer than 500 characters.' },
    ] })
    expect(await database.db.selectFrom('todos').select('priority').where('id', '=', other).executeTakeFirst()).toEqual({ priority: 0 })
    const kept = await database.db.selectFrom('write_problems').selectAll().where('user_id', '=', ann.userId).orderBy('id').execute()
    expect(kept).toMatchObject([
      { row_id: other, column_name: null, client_value: { op: 'PATCH', data: { priority: 3 }, together_with: { table: 'todos', row_id: todo } }, server_value: { priority: 0 } },
      { row_id: todo, column_name: 'title', code: 'invalid_value', client_value: { op: 'PUT', data: { title: 'x'.repeat(501) } }, server_value: null },
      { row_id: listId, client_value: { op: 'PATCH', data: { name: 'New' } }, server_value: { name: 'Groceries' } },
    ])
  })

  it('shows nothing of rows that its author cannot see', async () => {
    const todo = await makeTodo(ann, listId, 'Secret')
    await bob.send({ op: 'PATCH', table: 'todos', id: todo, data: { title: 'x' } })
    expect(await database.db.selectFrom('write_problems').select('server_value').where('user_id', '=', bob.userId).executeTakeFirst()).toEqual({ server_value: null })
  })

  it('of a row that never was is settled by deleting the row', async () => {
    const todo = uuidv7()
    await ann.send({ op: 'PUT', table: 'todos', id: todo, data: { list_id: listId, title: '' } })
    expect(await ann.send({ op: 'DELETE', table: 'todos', id: todo })).toMatchObject({ status: 'applied' })
    expect(await database.db.selectFrom('write_problems').select('id').where('row_id', '=', todo).where('resolved_at', 'is', null).execute()).toEqual([])
  })
})
