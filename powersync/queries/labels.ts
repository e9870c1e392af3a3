import type { Database } from '../kysely.ts'
import { sql } from 'kysely'

/** Every set of labels that live todos of a list (of all lists, for null) have, as JSON text, with how many have it. */
export function selectLabelSets(db: Database, listId: string | null) {
  return db
    .selectFrom('todos')
    .where(sql<boolean>`+deleted_at is null`)
    // JSON of an array that is not empty begins with less than `[]`.
    .where('labels', '<', '[]')
    .$if(listId !== null, query => query.where('list_id', '=', listId ?? ''))
    .groupBy('labels')
    .select(['labels as id', sql<number>`count(*)`.as('count')])
}

/** The live todos of a list that have a label, subtasks and completed ones too. */
export async function labelledIds(db: Database, listId: string, label: string): Promise<string[]> {
  const todos = await db
    .selectFrom('todos')
    .where('list_id', '=', listId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`EXISTS (SELECT 1 FROM json_each(todos.labels) WHERE json_each.value = ${label})`)
    .select('id')
    .execute()
  return todos.map(todo => todo.id)
}
