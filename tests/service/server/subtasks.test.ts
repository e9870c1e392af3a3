import type { TestDatabase } from '../../support/server-database.ts'
import type { Device } from '../../support/server-person.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { purge } from '../../../server/housekeeping/purge.ts'
import { startDatabase } from '../../support/server-database.ts'
import { join, makeList, makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
let ann: Device
let listId: string
let parent: string
let child: string
beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())
beforeEach(async () => {
  ann = await makePerson(database.db, 'Ann')
  listId = await makeList(ann)
  parent = await makeTodo(ann, listId, 'Book the ferry')
  child = await makeTodo(ann, listId, 'Compare departure times', { parent_id: parent })
})

const todo = (id: string) => database.db.selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirst()
const remove = (id: string) => ann.send({ op: 'PATCH', table: 'todos', id, data: { deleted_at: '2026-01-01T10:00:00Z' } })

describe('the subtasks of a todo in the trash', () => {
  it('rest with it: nothing is added below it and nothing there changes, until it is restored', async () => {
    await remove(parent)
    const other = ann.another()
    expect(await other.send({ op: 'PATCH', table: 'todos', id: child, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await other.send({ op: 'PUT', table: 'todos', id: crypto.randomUUID(), data: { list_id: listId, title: 'x', parent_id: parent } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { deleted_at: null } })).toMatchObject({ status: 'applied' })
    expect(await other.send({ op: 'PATCH', table: 'todos', id: child, data: { title: 'x' } })).toMatchObject({ status: 'applied' })
    expect(await todo(child)).toMatchObject({ parent_id: parent, deleted_at: null, title: 'x' })
  })

  it('go with it for good after 30 days, and a late edit hears that they are gone', async () => {
    await sql`UPDATE todos SET deleted_at = now() - interval '31 days' WHERE id = ${parent}`.execute(database.db)
    await purge(database.db)
    expect(await todo(child)).toBeUndefined()
    expect(await ann.another().send({ op: 'PATCH', table: 'todos', id: child, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
  })

  it('are gone at once where their todo is deleted for good', async () => {
    await ann.send({ op: 'DELETE', table: 'todos', id: parent })
    expect(await ann.another().send({ op: 'PATCH', table: 'todos', id: child, data: { title: 'x' } })).toMatchObject({ problems: [{ code: 'row_gone' }] })
  })
})

describe('a subtask', () => {
  it('of a family that a device moves row by row arrives with its todo', async () => {
    const other = await makeList(ann, 'Other')
    const answer = await ann.send(
      { op: 'PATCH', table: 'todos', id: child, data: { list_id: other } },
      { op: 'PATCH', table: 'todos', id: parent, data: { list_id: other } },
    )
    expect(answer).toMatchObject({ status: 'applied' })
    expect(await todo(child)).toMatchObject({ list_id: other, parent_id: parent })
  })

  it('go one level deep, also when two devices nest at the same moment', async () => {
    const other = ann.another()
    for (let round = 0; round < 25; round++) {
      const [low, middle, high] = [await makeTodo(ann, listId, 'low'), await makeTodo(ann, listId, 'middle'), await makeTodo(ann, listId, 'high')]
      await Promise.all([
        ann.send({ op: 'PATCH', table: 'todos', id: low, data: { parent_id: middle } }),
        other.send({ op: 'PATCH', table: 'todos', id: middle, data: { parent_id: high } }),
      ])
    }
    const { rows } = await sql`SELECT c.id FROM todos c JOIN todos p ON p.id = c.parent_id WHERE c.list_id <> p.list_id OR p.parent_id IS NOT NULL`.execute(database.db)
    expect(rows).toEqual([])
  })

  it('becomes a todo of its own and one again', async () => {
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: child, data: { parent_id: null } })).toMatchObject({ status: 'applied' })
    expect(await ann.send({ op: 'PATCH', table: 'todos', id: child, data: { parent_id: parent } })).toMatchObject({ status: 'applied' })
    expect(await todo(child)).toMatchObject({ parent_id: parent })
  })
})

describe('who did it', () => {
  it('is the server’s to say: who changed a todo last and who deleted it, whatever the device says', async () => {
    const bob = await makePerson(database.db, 'Bob')
    await join(database.db, listId, bob, 'editor')
    expect(await todo(parent)).toMatchObject({ created_by: ann.userId, changed_by: null, changed_at: null, deleted_by: null })
    await bob.send({ op: 'PATCH', table: 'todos', id: parent, data: { title: 'Book the late ferry', changed_by: ann.userId, changed_at: '1999-01-01T00:00:00Z' } })
    const changed = await todo(parent)
    expect(changed).toMatchObject({ changed_by: bob.userId })
    expect(changed!.changed_at!.getFullYear()).toBeGreaterThan(2000)
    await bob.send({ op: 'PATCH', table: 'todos', id: parent, data: { deleted_at: '2026-01-01T10:00:00Z', deleted_by: ann.userId } })
    expect(await todo(parent)).toMatchObject({ deleted_by: bob.userId })
    await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { deleted_at: null } })
    expect(await todo(parent)).toMatchObject({ deleted_by: null, changed_by: bob.userId })
  })

  it('is not whoever only moved a todo among its neighbours, or completed it', async () => {
    await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { position: 'a5' } })
    await ann.send({ op: 'PATCH', table: 'todos', id: parent, data: { completed_at: '2026-01-01T10:00:00Z' } })
    expect(await todo(parent)).toMatchObject({ changed_by: null, completed_by: ann.userId })
  })
})
