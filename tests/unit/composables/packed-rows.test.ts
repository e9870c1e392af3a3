import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList } from '../../../powersync/mutations/lists.ts'
import { addTodo, renameTodo } from '../../../powersync/mutations/todos.ts'
import { selectAgenda, selectAgendaCounts } from '../../../powersync/queries/agenda.ts'
import { selectLists } from '../../../powersync/queries/lists.ts'
import { selectTodos } from '../../../powersync/queries/todos.ts'
import { createUnpacker, packed } from '../../../composables/sync/packed-rows.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
const db = () => kyselyOf(local.database)

beforeEach(async () => { local = await openLocalDatabase() })
afterEach(() => local.remove())

async function read(sql: string, parameters: readonly unknown[]): Promise<string | null> {
  return (await local.database.get<{ packed: string | null }>(sql, [...parameters])).packed
}

test('a packed query gives the same rows in the same order as the query itself', async () => {
  const list = await createList(db(), 'me', { name: 'A list, with "quotes"' })
  await addTodo(db(), 'me', list, 'Two\nlines, and "quotes"', { dueOn: '2030-01-02', labels: ['a, b'] })
  await addTodo(db(), 'me', list, 'First', { dueOn: '2030-01-01', priority: 3, assigneeId: 'me' })
  for (const query of [selectTodos(db(), list), selectLists(db(), 'me'), selectAgenda(db(), 'me', 'upcoming', '2029-12-31'), selectAgendaCounts(db(), 'me', '2030-01-01')]) {
    const { sql, parameters } = query.compile()
    const pack = packed(sql)!
    expect(createUnpacker(pack.columns)(await read(pack.sql, parameters))).toEqual(await query.execute())
  }
})

test('rows that did not change stay the same objects, and an unchanged result the same array', async () => {
  const list = await createList(db(), 'me', { name: 'Garden' })
  const [a] = [await addTodo(db(), 'me', list, 'a'), await addTodo(db(), 'me', list, 'b')]
  const { sql, parameters } = selectTodos(db(), list).compile()
  const pack = packed(sql)!
  const unpack = createUnpacker<{ title: string }>(pack.columns)
  const before = unpack(await read(pack.sql, parameters))
  expect(unpack(await read(pack.sql, parameters))).toBe(before)
  await renameTodo(db(), a, 'renamed')
  const now = unpack(await read(pack.sql, parameters))
  expect(now.map(row => row.title)).toEqual(['renamed', 'b'])
  expect(now[1]).toBe(before[1])
  expect(unpack(null)).toEqual([])
})

test('a query whose columns cannot be told from its text is not packed', () => {
  expect(packed('select * from "todos"')).toBeNull()
  expect(packed('select "id", count(*) from "todos"')).toBeNull()
  expect(packed('select "title" from "todos"')).toBeNull()
})
