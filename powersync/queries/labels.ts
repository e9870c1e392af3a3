import type { Database } from '../kysely.ts'
import { sql } from 'kysely'

/** Every set of labels that live todos of a list (of all lists, for null) have, as JSON text, with how many have it. */
export function selectLabelSets(db: Database, listId: string | null) {
  return db
    .selectFrom('todos')
    .where('deleted_at', 'is', null)
    .where('labels', '!=', '[]')
    .$if(listId !== null, query => query.where('list_id', '=', listId ?? ''))
    .groupBy('labels')
    .select(['labels as id', sql<number>`count(*)`.as('count')])
}

/** The live todos of a list that have a label, subtasks and completed ones too. */
export function selectLabelled(db: Database, listId: string, label: string) {
  return db
    .selectFrom('todos')
    .where('list_id', '=', listId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`EXISTS (SELECT 1 FROM json_each(todos.labels) WHERE json_each.value = ${label})`)
    .select('id')
}
