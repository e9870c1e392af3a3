import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { selectAgenda, selectAgendaCounts } from '../../../powersync/queries/agenda.ts'
import { selectLabelSets } from '../../../powersync/queries/labels.ts'
import { selectLists } from '../../../powersync/queries/lists.ts'
import { searchPatterns, selectMatchingTodos } from '../../../powersync/queries/search.ts'
import { selectSubtaskCounts } from '../../../powersync/queries/subtasks.ts'
import { selectTodos } from '../../../powersync/queries/todos.ts'
import { selectTrashedTodos } from '../../../powersync/queries/trash.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
beforeAll(async () => {
  local = await openLocalDatabase()
})
afterAll(() => local.remove())

/** What the app asks while somebody works, and the index by which SQLite finds the todos for it. */
const ways = {
  'the todos of a list': [() => selectTodos(db(), 'list'), 'by_list'],
  'the counts of the lists': [() => selectLists(db(), 'me'), 'by_open'],
  'what is due': [() => selectAgenda(db(), 'me', 'today', '2030-01-01'), 'by_due'],
  'what comes': [() => selectAgenda(db(), 'me', 'upcoming', '2030-01-01'), 'by_due'],
  'what is one\'s own': [() => selectAgenda(db(), 'me', 'assigned', '2030-01-01'), 'by_assignee'],
  'how much is due': [() => selectAgendaCounts(db(), 'me', '2030-01-01'), 'by_due'],
  'how many subtasks there are': [() => selectSubtaskCounts(db(), null), 'by_parent'],
  'the trash': [() => selectTrashedTodos(db(), 'me'), 'by_deleted'],
  'which labels there are': [() => selectLabelSets(db(), null), 'by_labels'],
  'which labels a list has': [() => selectLabelSets(db(), 'list'), 'by_list'],
  'a search': [() => selectMatchingTodos(db(), 'me', searchPatterns('some words')), 'by_title'],
} as const

function db() {
  return kyselyOf(local.database)
}

test.for(Object.entries(ways))('%s comes from an index and not from all todos', async ([, [query, index]]) => {
  const plan = await planOf(query())
  expect(plan).toContain(`INDEX ps_data__todos__${index}`)
  expect(plan.split('\n')).not.toContain('SCAN ps_data__todos')
})

test('of what comes SQLite reads only as many days as are shown', async () => {
  // It sorts within a day, so that it need not see the last day before it gives the first.
  expect(await planOf(selectAgenda(db(), 'me', 'upcoming', '2030-01-01'))).toContain('FOR LAST 4 TERMS OF ORDER BY')
})

async function planOf(query: { compile: () => { sql: string, parameters: readonly unknown[] } }): Promise<string> {
  const { sql, parameters } = query.compile()
  const steps = await local.database.getAll<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, [...parameters])
  return steps.map(({ detail }) => detail).join('\n')
}
