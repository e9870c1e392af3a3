import type { Database } from '../kysely.ts'
import { sql } from 'kysely'

/** The subtasks of a todo in their order, those in the trash left out. */
export function selectSubtasks(db: Database, parentId: string) {
  return db
    .selectFrom('todos')
    .where('parent_id', '=', parentId)
    .where('deleted_at', 'is', null)
    .select(['id', 'title', 'completed_at as completedAt', 'position'])
    .orderBy('position')
    .orderBy('id')
}

/** How many subtasks each todo of a list (of all lists, for null) has, and how many of them are completed. `id` is the todo's. */
export function selectSubtaskCounts(db: Database, listId: string | null) {
  return db
    .selectFrom('todos')
    .where('parent_id', 'is not', null)
    .where(sql<boolean>`+deleted_at is null`)
    .$if(listId !== null, query => query.where('list_id', '=', listId ?? ''))
    .groupBy('parent_id')
    .select(eb => [
      sql<string>`parent_id`.as('id'),
      eb.fn.countAll<number>().as('total'),
      sql<number>`sum(completed_at is not null)`.as('done'),
    ])
}

/** Todos and all of their subtasks. */
export async function familiesOf(db: Database, ids: readonly string[]): Promise<string[]> {
  const all = [...ids]
  for (let start = 0; start < ids.length; start += together) {
    const subtasks = await db.selectFrom('todos').select('id').where('parent_id', 'in', ids.slice(start, start + together)).execute()
    all.push(...subtasks.map(subtask => subtask.id))
  }
  return all
}

/** Ids that are asked for at once. SQLite takes no more than some thousands of parameters. */
const together = 500
