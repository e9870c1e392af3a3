import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { ResolvedTable, Schema } from '@powersync/common'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppSchema, GuestSchema } from '../../../powersync/AppSchema.ts'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { selectAgenda } from '../../../powersync/queries/agenda.ts'
import { openLocalDatabase } from '../../support/local-database.ts'
import { explainedQuestions, flawsOf } from '../../support/question-plans.ts'

// SQLite in the browser is another version and may plan otherwise: tests/e2e/query-plans.test.ts asks it the same.
describe.each([['an account', AppSchema], ['a guest', GuestSchema]] as const)('in the database of %s', (_whose, schema) => {
  let local: LocalDatabaseForTest
  beforeAll(async () => {
    local = await openLocalDatabase(schema)
  })
  afterAll(() => local.remove())

  test('what pages ask comes from an index and not from all todos', async () => {
    const plans: Record<string, string[]> = {}
    for (const { name, sql, parameters } of await explainedQuestions()) plans[name] = await stepsOf(sql, parameters)
    expect(flawsOf(plans)).toEqual([])
  })

  test('of what comes SQLite reads only as many days as are shown', async () => {
    const { sql, parameters } = selectAgenda(kyselyOf(local.database), 'me', 'upcoming', '2030-01-01').compile()
    // It sorts within a day, so that it need not see the last day before it gives the first.
    expect(await stepsOf(`EXPLAIN QUERY PLAN ${sql}`, parameters)).toContainEqual(expect.stringContaining('FOR LAST 4 TERMS OF ORDER BY'))
  })

  async function stepsOf(sql: string, parameters: readonly unknown[]): Promise<string[]> {
    return (await local.database.getAll<{ detail: string }>(sql, [...parameters])).map(({ detail }) => detail)
  }
})

test('a guest’s database that was begun without the indexes gets them, and keeps its rows', async () => {
  const bare = new Schema(GuestSchema.tables.map(({ options }) => new ResolvedTable({ ...options, indexes: [] })))
  const { database, remove } = await openLocalDatabase(bare)
  const indexes = async () => (await database.getAll<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'index'`)).map(({ name }) => name)
  try {
    await database.execute(`INSERT INTO todos (id, list_id, title, position) VALUES ('milk', 'errands', 'Buy milk', 'a0')`)
    expect(await indexes()).not.toContain('ps_data_local__todos__by_list')
    await database.updateSchema(GuestSchema)
    expect(await indexes()).toEqual(expect.arrayContaining(['ps_data_local__todos__by_list', 'ps_data_local__todos__by_due', 'ps_data_local__todos__by_title']))
    expect(await database.getAll(`SELECT id, title FROM todos WHERE list_id = 'errands'`)).toEqual([{ id: 'milk', title: 'Buy milk' }])
  }
  finally {
    await remove()
  }
})
