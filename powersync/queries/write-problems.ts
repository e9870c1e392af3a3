import type { Database } from '../kysely.ts'
import { sql } from 'kysely'

/**
 * Edits that wait for their author's decision, newest first, with the names of what they are about.
 * One that only fell with another, because the two were one change, is decided with that other and not shown beside it.
 */
export function selectWriteProblems(db: Database) {
  return db
    .selectFrom('write_problems as problem')
    .leftJoin('todos as todo', join => join.onRef('todo.id', '=', 'problem.row_id').on('problem.table_name', '=', 'todos'))
    .leftJoin('lists as list', join => join.on(eb => eb.or([
      eb('list.id', '=', eb.ref('todo.list_id')),
      eb.and([eb('problem.table_name', '=', 'lists'), eb('list.id', '=', eb.ref('problem.row_id'))]),
    ])))
    .where('problem.resolved_at', 'is', null)
    .where(({ not, exists, selectFrom }) => not(exists(
      selectFrom('write_problems as cause')
        .select('cause.id')
        .where('cause.resolved_at', 'is', null)
        .where(fellWith('problem', 'cause')),
    )))
    .select([
      'problem.id',
      'problem.kind',
      'problem.table_name as tableName',
      'problem.row_id as rowId',
      'problem.column_name as columnName',
      'problem.code',
      'problem.message',
      'problem.reason',
      'problem.client_value as clientValue',
      'problem.server_value as serverValue',
      'problem.created_at as createdAt',
      'todo.title as todoTitle',
      'list.id as listId',
      'list.name as listName',
    ])
    .orderBy('problem.created_at', 'desc')
    .orderBy('problem.id', 'desc')
}

/** The edits that were refused because they were one change with this one, in the order they were made. */
export function selectFallenWith(db: Database, id: string) {
  return db
    .selectFrom('write_problems as problem')
    .innerJoin('write_problems as cause', join => join.on('cause.id', '=', id))
    .where('problem.resolved_at', 'is', null)
    .where(fellWith('problem', 'cause'))
    .selectAll('problem')
    .orderBy('problem.id')
    .execute()
}

/**
 * `together_with` of `RefusedEdit` (shared/write-codes.ts) names the row whose refusal took the others with it. The entries of one refusal are
 * made in one transaction of Postgres, so they have the same time to the microsecond: that tells two refusals about the same row apart.
 */
function fellWith(problem: string, cause: string) {
  const value = (alias: string, path: string) => sql`CASE WHEN ${sql.ref(`${alias}.kind`)} = 'refused' THEN ${sql.ref(`${alias}.client_value`)} ->> ${sql.lit(path)} END`
  return sql<boolean>`${value(problem, '$.together_with.row_id')} = ${sql.ref(`${cause}.row_id`)}
    AND ${value(problem, '$.together_with.table')} = ${sql.ref(`${cause}.table_name`)}
    AND ${value(cause, '$.together_with.row_id')} IS NULL
    AND ${sql.ref(`${problem}.created_at`)} = ${sql.ref(`${cause}.created_at`)}
    AND ${sql.ref(`${cause}.kind`)} = 'refused'`
}
