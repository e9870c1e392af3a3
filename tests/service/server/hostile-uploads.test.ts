import type { TestDatabase } from '../../support/server-database.ts'
import type { Device } from '../../support/server-person.ts'
import type { UploadOp } from '../../../shared/write-codes.ts'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MalformedUpload, readUpload } from '../../../server/uploads/read-upload.ts'
import { refusalCodes } from '../../../shared/write-codes.ts'
import { tables } from '../../../shared/tables/index.ts'
import { startDatabase } from '../../support/server-database.ts'
import { join, makeList, makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
let ann: Device
let eve: Device
let listId: string
let todoId: string
beforeAll(async () => {
  database = await startDatabase()
  ann = await makePerson(database.db, 'Ann')
  eve = await makePerson(database.db, 'Eve')
  listId = await makeList(ann)
  todoId = await makeTodo(ann, listId)
})
afterAll(() => database.stop())

/** As it comes over the wire. */
const read = (op: unknown): UploadOp => readUpload({ client_id: 'c', transactions: [{ id: 1, ops: [op] }] }, 0).transactions[0]!.ops[0]!

describe('an operation that was made up', () => {
  it.each([
    ['no such table', { table: 'users', id: uuidv7() }, 'unknown_table'],
    ['a table of the server', { table: 'upload_transactions', id: uuidv7() }, 'unknown_table'],
    ['a property of every object', { table: 'constructor', id: uuidv7() }, 'unknown_table'],
    ['SQL as a table', { table: 'todos; DROP TABLE todos', id: uuidv7() }, 'unknown_table'],
    ['SQL as an id', { table: 'todos', id: `' OR 1=1 --` }, 'invalid_value'],
    ['a column that is not there', { data: { nonsense: 1 } }, 'unknown_column'],
    ['SQL as a column', { data: { 'title = null; --': 1 } }, 'unknown_column'],
    ['a number for a text', { data: { title: 5 } }, 'invalid_value'],
    ['nothing for a title', { data: { title: null } }, 'invalid_value'],
    ['blanks for a title', { data: { title: '  \n ' } }, 'invalid_value'],
    ['a NUL', { data: { title: 'a\0b' } }, 'invalid_value'],
    ['half a character', { data: { title: 'a\ud800' } }, 'invalid_value'],
    ['a text for a number', { data: { priority: '1' } }, 'invalid_value'],
    ['a number too large', { data: { priority: 4 } }, 'invalid_value'],
    ['half a number', { data: { priority: 1.5 } }, 'invalid_value'],
    ['a day that is not', { data: { due_on: '2026-02-30' } }, 'invalid_value'],
    ['a time that is not', { data: { completed_at: 'yesterday' } }, 'invalid_value'],
    ['labels that are none', { data: { labels: '{"a":1}' } }, 'invalid_value'],
    ['labels of numbers', { data: { labels: '[1]' } }, 'invalid_value'],
    ['too many labels', { data: { labels: JSON.stringify(Array.from({ length: 21 }, (_, i) => `l${i}`)) } }, 'invalid_value'],
    ['labels nested deep', { data: { labels: '['.repeat(1_000) } }, 'invalid_value'],
    ['a value that is nested', { data: { title: { a: [1] } } }, 'invalid_value'],
    ['an assignee who is nobody', { data: { assignee_id: 'nobody' } }, 'invalid_value'],
    ['an assignee who is a stranger', { data: { assignee_id: 'EVE' } }, 'invalid_value'],
    ['a parent that is nowhere', { data: { parent_id: uuidv7() } }, 'invalid_value'],
    ['a list that is nowhere', { data: { list_id: uuidv7() } }, 'not_a_member'],
  ] as [string, { table?: string, id?: string, data?: Record<string, unknown> }, string][])('is refused: %s', async (_, op, code) => {
    const data = op.data?.assignee_id === 'EVE' ? { assignee_id: eve.userId } : op.data
    const answer = await ann.send(read({ op: 'PATCH', table: 'todos', id: todoId, ...op, ...(data && { data }) }))
    expect(answer).toMatchObject({ status: 'refused', problems: [{ code }] })
    expect(answer.problems[0]!.message).toMatch(/^[A-Z].*\.$/)
    expect(await database.db.selectFrom('todos').select(['title', 'list_id']).where('id', '=', todoId).executeTakeFirst()).toEqual({ title: 'Milk', list_id: listId })
  })

  it('is not even read when it is nested without end', () => {
    expect(() => read({ op: 'PATCH', table: 'todos', id: todoId, data: { title: JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) } })).toThrow(MalformedUpload)
  })

  it('reaches Postgres as what it means: an emptied field as NULL, SQLite\'s times as UTC', async () => {
    await ann.send({ op: 'PATCH', table: 'todos', id: todoId, data: { due_on: '2026-03-01', completed_at: '2026-01-02 03:04:05', labels: '["a","b"]' } })
    const row = () => database.db.selectFrom('todos').select(['due_on', 'completed_at', 'labels']).where('id', '=', todoId).executeTakeFirst()
    expect(await row()).toEqual({ due_on: '2026-03-01', completed_at: new Date('2026-01-02T03:04:05Z'), labels: ['a', 'b'] })
    await ann.send({ op: 'PATCH', table: 'todos', id: todoId, data: { due_on: null, completed_at: null, labels: '[]' } })
    expect(await row()).toEqual({ due_on: null, completed_at: null, labels: [] })
  })

  it('of any kind is answered, leaves the queue free, and touches nothing of others', async () => {
    const names = ['users', ...Object.keys(tables)]
    const columns = Object.values(tables).flatMap(table => Object.keys(table.columns))
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom(listId, todoId, ann.userId, eve.userId), fc.jsonValue())
    const ops = fc.array(fc.record({
      op: fc.constantFrom('PUT' as const, 'PATCH' as const, 'DELETE' as const),
      table: fc.constantFrom(...names),
      id: fc.oneof(fc.constantFrom(listId, todoId, ann.userId, `${ann.userId}:${listId}`, uuidv7()), fc.string({ minLength: 1, maxLength: 20 })),
      data: fc.dictionary(fc.oneof(fc.constantFrom(...columns), fc.string()), value, { maxKeys: 5 }),
      old: fc.dictionary(fc.constantFrom(...columns), value, { maxKeys: 3 }),
    }), { maxLength: 3 })
    const before = await snapshot()
    await fc.assert(fc.asyncProperty(ops, async (made) => {
      const device = eve.another()
      const answer = await device.send(...made.filter(op => !/\p{Cc}/u.test(op.id)))
      if (answer.status === 'refused') expect(refusalCodes).toContain(answer.problems[0]?.code)
    }), { numRuns: 300 })
    expect(await snapshot()).toEqual(before)
  })

  async function snapshot() {
    return Promise.all([
      database.db.selectFrom('lists').selectAll().where('id', '=', listId).execute(),
      database.db.selectFrom('list_members').selectAll().where('list_id', '=', listId).execute(),
      database.db.selectFrom('todos').selectAll().where('list_id', '=', listId).execute(),
      database.db.selectFrom('profiles').selectAll().where('id', '=', ann.userId).execute(),
    ])
  }
})

describe('any number of editors at once', () => {
  it('leave the list as some order of their edits would, lose none, and lose nothing by sending twice', async () => {
    const people = await Promise.all(['Carl', 'Dora', 'Emil'].map(name => makePerson(database.db, name)))
    const list = await makeList(people[0]!)
    await Promise.all(people.slice(1).map(person => join(database.db, list, person, 'editor')))
    const todos = await Promise.all([1, 2, 3].map(n => makeTodo(people[0]!, list, `T${n}`)))
    const edit = fc.record({ who: fc.nat(2), todo: fc.nat(2), title: fc.constantFrom('a', 'b', 'c', 'd'), priority: fc.option(fc.nat(3), { nil: undefined }) })
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      const lanes = people.map((person, who) => ({ person, edits: edits.filter(one => one.who === who) }))
      const answers = await Promise.all(lanes.map(async ({ person, edits }) => {
        const given = []
        for (const { todo, title, priority } of edits) given.push((await person.send({ op: 'PATCH', table: 'todos', id: todos[todo]!, data: { title, ...(priority !== undefined && { priority }) } })).status)
        return given
      }))
      expect(answers.flat().every(status => status === 'applied')).toBe(true)
      for (const [index, id] of todos.entries()) {
        const last = lanes.flatMap(({ edits }) => edits.filter(one => one.todo === index).slice(-1)).map(one => one.title)
        if (last.length === 0) continue
        const { title } = await database.db.selectFrom('todos').select('title').where('id', '=', id).executeTakeFirstOrThrow()
        expect(last).toContain(title)
      }
    }), { numRuns: 25 })
  })
})
