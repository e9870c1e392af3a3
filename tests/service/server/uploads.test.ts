import type { Device } from '../../support/server-person.ts'
import type { TestDatabase } from '../../support/server-database.ts'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startDatabase } from '../../support/server-database.ts'
import { join, makeList, makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())

const todo = (id: string) => database.db.selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirst()
const problems = (device: Device) => database.db.selectFrom('write_problems').selectAll().where('user_id', '=', device.userId).orderBy('id').execute()

describe('a list and its todos', () => {
  let ann: Device
  let bob: Device
  let listId: string
  beforeEach(async () => {
    ann = await makePerson(database.db, 'Ann')
    bob = await makePerson(database.db, 'Bob')
    listId = await makeList(ann)
  })

  it('belong to whoever makes them, whatever the device says', async () => {
    const id = uuidv7()
    const todoId = uuidv7()
    const answer = await ann.send(
      { op: 'PUT', table: 'lists', id, data: { name: 'Cabin', owner_id: bob.userId, created_at: '1999-01-01T00:00:00Z' } },
      { op: 'PUT', table: 'list_preferences', id: `${ann.userId}:${id}`, data: { user_id: ann.userId, list_id: id, position: 'a0', pinned: 0, muted: 0 } },
      { op: 'PUT', table: 'todos', id: todoId, data: { list_id: id, title: 'Boat', position: 'a0', labels: '["sea"]', created_by: bob.userId, number: 99, completed_by: bob.userId } },
    )
    expect(answer).toMatchObject({ status: 'applied', problems: [] })
    const list = await database.db.selectFrom('lists').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(list.owner_id).toBe(ann.userId)
    expect(list.created_at.getFullYear()).toBeGreaterThan(2000)
    expect(await todo(todoId)).toMatchObject({ number: 1, created_by: ann.userId, completed_by: null, labels: ['sea'], priority: 0 })
    expect(await database.db.selectFrom('list_members').select(['user_id', 'role']).where('list_id', '=', id).execute()).toEqual([{ user_id: ann.userId, role: 'owner' }])
  })

  it('are numbered without gaps or doubles when everybody adds at once', async () => {
    const devices = Array.from({ length: 8 }, () => ann.another())
    await Promise.all(devices.map(async (device) => {
      for (let i = 0; i < 5; i++) await makeTodo(device, listId)
    }))
    const numbers = await database.db.selectFrom('todos').select('number').where('list_id', '=', listId).orderBy('number').execute()
    expect(numbers.map(row => row.number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  })

  it('tell a stranger nothing: a todo of others and no todo answer the same', async () => {
    const id = await makeTodo(ann, listId)
    for (const op of ['PATCH', 'DELETE'] as const) {
      for (const data of [{ title: 'Mine' }, { title: 5 }, { nonsense: 1 }]) {
        const taken = await bob.send({ op, table: 'todos', id, data })
        const absent = await bob.send({ op, table: 'todos', id: uuidv7(), data })
        expect(taken.status).toBe('refused')
        expect(taken.problems[0]).toMatchObject({ code: 'not_a_member' })
        expect({ ...taken.problems[0], row_id: '' }).toEqual({ ...absent.problems[0], row_id: '' })
      }
    }
    expect(await todo(id)).toMatchObject({ title: 'Milk' })
  })

  it('cannot be taken over by writing their ids anew', async () => {
    const id = await makeTodo(ann, listId)
    const own = await makeList(bob)
    expect(await bob.send({ op: 'PUT', table: 'todos', id, data: { list_id: own, title: 'Mine' } })).toMatchObject({ status: 'refused', problems: [{ code: 'not_a_member' }] })
    expect(await bob.send({ op: 'PUT', table: 'lists', id: listId, data: { name: 'Mine' } })).toMatchObject({ status: 'refused', problems: [{ code: 'not_a_member' }] })
    expect(await todo(id)).toMatchObject({ list_id: listId, title: 'Milk' })
  })

  it('are written by editors and only looked at by viewers', async () => {
    const id = await makeTodo(ann, listId)
    await join(database.db, listId, bob, 'viewer')
    expect(await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' } })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    expect(await bob.send({ op: 'PUT', table: 'todos', id: uuidv7(), data: { list_id: listId, title: 'Eggs' } })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    expect(await bob.send({ op: 'PATCH', table: 'lists', id: listId, data: { name: 'Ours' } })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    await database.db.updateTable('list_members').set({ role: 'editor' }).where('user_id', '=', bob.userId).execute()
    expect(await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' } })).toMatchObject({ status: 'applied' })
    expect(await bob.send({ op: 'PATCH', table: 'lists', id: listId, data: { name: 'Ours' } })).toMatchObject({ status: 'applied' })
    for (const data of [{ archived_at: '2026-01-01T00:00:00Z' }, { deleted_at: '2026-01-01T00:00:00Z' }]) {
      expect(await bob.send({ op: 'PATCH', table: 'lists', id: listId, data })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
    }
    expect(await bob.send({ op: 'DELETE', table: 'lists', id: listId })).toMatchObject({ problems: [{ code: 'role_too_low' }] })
  })

  it('rest while the list is archived', async () => {
    const id = await makeTodo(ann, listId)
    await ann.send({ op: 'PATCH', table: 'lists', id: listId, data: { archived_at: '2026-01-01T00:00:00Z' } })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'list_archived' }] })
    expect(await ann.send({ op: 'PATCH', table: 'lists', id: listId, data: { name: 'x' } })).toMatchObject({ problems: [{ code: 'list_archived' }] })
    expect(await ann.send({ op: 'PATCH', table: 'lists', id: listId, data: { archived_at: null, name: 'Again' } })).toMatchObject({ status: 'applied' })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'x' } })).toMatchObject({ status: 'applied' })
  })

  it('stay deleted against a later edit, until they are restored', async () => {
    const id = await makeTodo(ann, listId)
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { deleted_at: '2026-01-01 10:00:00' } })
    expect(await ann.another().send({ op: 'PATCH', table: 'todos', id, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id, data: { deleted_at: null, title: 'Back' } })).toMatchObject({ status: 'applied' })
    expect(await todo(id)).toMatchObject({ title: 'Back', deleted_at: null })
  })

  it('are gone for members and unknown to strangers when they are deleted for good', async () => {
    const id = await makeTodo(ann, listId)
    expect(await ann.send({ op: 'DELETE', table: 'todos', id })).toMatchObject({ status: 'applied' })
    expect(await ann.another().send({ op: 'DELETE', table: 'todos', id })).toMatchObject({ status: 'applied' })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'not_a_member' }] })
    await ann.send({ op: 'DELETE', table: 'lists', id: listId })
    expect(await ann.send({ op: 'PUT', table: 'todos', id: uuidv7(), data: { list_id: listId, title: 'x' } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
  })

  it('say who completed them', async () => {
    await join(database.db, listId, bob, 'editor')
    const id = await makeTodo(ann, listId)
    await bob.send({ op: 'PATCH', table: 'todos', id, data: { completed_at: '2026-01-01T10:00:00.000Z', completed_by: ann.userId } })
    expect(await todo(id)).toMatchObject({ completed_by: bob.userId })
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { completed_at: null } })
    expect(await todo(id)).toMatchObject({ completed_at: null, completed_by: null })
  })

  it('are assigned to members only', async () => {
    const id = await makeTodo(ann, listId)
    expect(await ann.send({ op: 'PATCH', table: 'todos', id, data: { assignee_id: bob.userId } })).toMatchObject({ problems: [{ code: 'invalid_value', column: 'assignee_id' }] })
    const membership = await join(database.db, listId, bob, 'viewer')
    expect(await ann.send({ op: 'PATCH', table: 'todos', id, data: { assignee_id: bob.userId } })).toMatchObject({ status: 'applied' })
    expect(await ann.send({ op: 'DELETE', table: 'list_members', id: membership })).toMatchObject({ status: 'applied' })
    expect(await todo(id)).toMatchObject({ assignee_id: null })
  })

  it('move to another list with their subtasks, where the person may write in both', async () => {
    const parent = await makeTodo(ann, listId)
    const child = await makeTodo(ann, listId, 'Oat', { parent_id: parent })
    const other = await makeList(ann, 'Other')
    const foreign = await makeList(bob)
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { list_id: foreign } })).toMatchObject({ problems: [{ code: 'not_a_member' }] })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { list_id: other } })).toMatchObject({ status: 'applied' })
    expect(await todo(child)).toMatchObject({ list_id: other, parent_id: parent, number: 2 })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: child, data: { list_id: listId } })).toMatchObject({ status: 'applied' })
    expect(await todo(child)).toMatchObject({ list_id: listId, parent_id: null })
  })

  it('nest one level, in one list, in any order within a transaction', async () => {
    const [parent, child, grandchild] = [uuidv7(), uuidv7(), uuidv7()]
    const put = (id: string, parentId?: string, list = listId) => ({ op: 'PUT', table: 'todos', id, data: { list_id: list, title: 'x', parent_id: parentId } }) as const
    expect(await ann.send(put(child, parent), put(parent))).toMatchObject({ status: 'applied' })
    for (const bad of [put(grandchild, child), put(grandchild, grandchild), put(grandchild, uuidv7()), put(grandchild, parent, await makeList(ann))]) {
      expect(await ann.send(bad)).toMatchObject({ status: 'refused', problems: [{ code: 'invalid_value', column: 'parent_id' }] })
    }
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { parent_id: child } })).toMatchObject({ problems: [{ column: 'parent_id' }] })
  })

  it('repair a position that would break the order of everybody else', async () => {
    const first = await makeTodo(ann, listId, 'a', { position: 'a0' })
    const id = await makeTodo(ann, listId, 'b', { position: '!!' })
    expect((await todo(id))!.position > (await todo(first))!.position).toBe(true)
  })
})

describe('two people who edit the same todo apart', () => {
  let ann: Device
  let bob: Device
  let id: string
  beforeEach(async () => {
    ann = await makePerson(database.db, 'Ann')
    bob = await makePerson(database.db, 'Bob')
    const listId = await makeList(ann)
    await join(database.db, listId, bob, 'editor')
    id = await makeTodo(ann, listId)
  })

  it('keep both edits when they are of different fields', async () => {
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' }, old: { title: 'Milk' } })
    await bob.send({ op: 'PATCH', table: 'todos', id, data: { priority: 2 }, old: { priority: 0 } })
    expect(await todo(id)).toMatchObject({ title: 'Oat milk', priority: 2 })
    expect([...await problems(ann), ...await problems(bob)]).toEqual([])
  })

  it('the later upload wins and the other one is told what was lost', async () => {
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk', labels: '["a"]' }, old: { title: 'Milk', labels: '[]' } })
    await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Soy milk', labels: '["b"]' }, old: { title: 'Milk', labels: '[]' } })
    expect(await todo(id)).toMatchObject({ title: 'Soy milk', labels: ['b'] })
    expect(await problems(bob)).toEqual([])
    expect((await problems(ann)).sort((a, b) => a.column_name!.localeCompare(b.column_name!))).toMatchObject([
      { kind: 'overwritten', row_id: id, column_name: 'labels', client_value: ['a'], server_value: ['b'] },
      { kind: 'overwritten', row_id: id, column_name: 'title', client_value: 'Oat milk', server_value: 'Soy milk' },
    ])
  })

  it('hear nothing when they made the same edit, moved it, or completed it', async () => {
    for (const device of [ann, bob]) {
      await device.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' }, old: { title: 'Milk' } })
      await device.send({ op: 'PATCH', table: 'todos', id, data: { position: device === ann ? 'a1' : 'a2' }, old: { position: 'a0' } })
      await device.send({ op: 'PATCH', table: 'todos', id, data: { completed_at: `2026-01-0${device === ann ? 1 : 2}T00:00:00Z` }, old: { completed_at: null } })
    }
    expect([...await problems(ann), ...await problems(bob)]).toEqual([])
  })

  it('one person on two devices is told too, but never of the own queue', async () => {
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'One' }, old: { title: 'Milk' } })
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Two' }, old: { title: 'Milk' } })
    expect(await problems(ann)).toEqual([])
    await ann.another().send({ op: 'PATCH', table: 'todos', id, data: { title: 'Three' }, old: { title: 'Milk' } })
    expect(await problems(ann)).toMatchObject([{ kind: 'overwritten', client_value: 'Two', server_value: 'Three' }])
  })

  it('what the device says that its person saw counts, also against the own queue', async () => {
    await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' }, old: { title: 'Milk' } })
    const metadata = JSON.stringify({ seen: { title: 'Milk', position: 'a0' } })
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Soy milk' }, old: { title: 'Oat milk' }, metadata })
    expect(await problems(bob)).toMatchObject([{ kind: 'overwritten', client_value: 'Oat milk', server_value: 'Soy milk' }])
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Rice milk' }, old: { title: 'Soy milk' }, metadata })
    expect(await problems(ann)).toMatchObject([{ kind: 'overwritten', client_value: 'Soy milk', server_value: 'Rice milk' }])
  })

  it('metadata of other kinds is nobody’s business', async () => {
    await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' }, old: { title: 'Milk' } })
    for (const [at, metadata] of ['by hand', '{', 'null', '{"seen":7}', '{"seen":["title"]}'].entries()) {
      await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: `Milk ${at}` }, old: { title: at === 0 ? 'Oat milk' : `Milk ${at - 1}` }, metadata })
    }
    expect([...await problems(ann), ...await problems(bob)]).toEqual([])
  })

  it('somebody who left hears nothing of the list any more', async () => {
    await bob.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Oat milk' }, old: { title: 'Milk' } })
    const row = await database.db.selectFrom('list_members').select('id').where('user_id', '=', bob.userId).executeTakeFirstOrThrow()
    await bob.send({ op: 'DELETE', table: 'list_members', id: row.id })
    await ann.send({ op: 'PATCH', table: 'todos', id, data: { title: 'Soy' }, old: { title: 'Milk' } })
    expect(await problems(bob)).toEqual([])
  })
})
