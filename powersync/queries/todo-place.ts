import type { Database } from '../kysely.ts'
import { sql } from 'kysely'
import { isListOf, isMembershipOf } from './my-lists.ts'

/** Where a todo stands, as far as this device knows it: also one that was deleted, by itself, with the todo above it or with its list. */
export function selectTodoPlace(db: Database, me: string, id: string) {
  return db
    .selectFrom('todos as todo')
    .innerJoin('lists as list', 'list.id', 'todo.list_id')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .leftJoin('todos as parent', 'parent.id', 'todo.parent_id')
    .leftJoin('profiles as deleter', 'deleter.id', 'todo.deleted_by')
    .where('todo.id', '=', id)
    .where(isListOf(me))
    .select([
      'todo.id',
      'todo.title',
      sql<string | null>`coalesce(todo.deleted_at, parent.deleted_at, list.deleted_at)`.as('deletedAt'),
      'todo.deleted_by as deletedBy',
      'deleter.name as deleterName',
      'parent.id as parentId',
      'parent.title as parentTitle',
      'list.id as listId',
      'list.name as name',
    ])
}
