import type { Database } from '../kysely.ts'
import { sql } from 'kysely'
import { isListOf, isMembershipOf, ownRole } from './my-lists.ts'

/** The most that the trash shows of each kind, the last deleted first. */
const most = 300

/** A person's deleted lists, with the todos that come back with each. Only a list's owner can have deleted it. */
export function selectTrashedLists(db: Database, me: string) {
  return db
    .selectFrom('lists as list')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .leftJoin('profiles as owner', 'owner.id', 'list.owner_id')
    .where('list.deleted_at', 'is not', null)
    .where(isListOf(me))
    .select(eb => [
      'list.id',
      'list.name',
      'list.icon',
      'list.color',
      sql<string>`list.deleted_at`.as('deletedAt'),
      'list.owner_id as ownerId',
      'owner.name as ownerName',
      ownRole().as('role'),
      eb.selectFrom('todos')
        .whereRef('todos.list_id', '=', 'list.id')
        .where('todos.deleted_at', 'is', null)
        .where('todos.parent_id', 'is', null)
        .select(count => count.fn.countAll<number>().as('count'))
        .as('todoCount'),
    ])
    .orderBy('list.deleted_at', 'desc')
    .orderBy('list.id')
    .limit(most)
}

/** Todos that were deleted by themselves, with what their list allows. Those of a deleted list come back with it and are not among them. */
export function selectTrashedTodos(db: Database, me: string) {
  return db
    .selectFrom('todos as todo')
    .innerJoin('lists as list', 'list.id', 'todo.list_id')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .leftJoin('todos as parent', 'parent.id', 'todo.parent_id')
    .leftJoin('profiles as deleter', 'deleter.id', 'todo.deleted_by')
    // Not `is not null`, which SQLite answers without the index.
    .where('todo.deleted_at', '>', '')
    .where(isListOf(me))
    .select([
      'todo.id',
      'todo.title',
      sql<string>`todo.deleted_at`.as('deletedAt'),
      'todo.deleted_by as deletedBy',
      'deleter.name as deleterName',
      'parent.id as parentId',
      'parent.title as parentTitle',
      'parent.deleted_at as parentDeletedAt',
      'list.id as listId',
      'list.name as listName',
      'list.icon as listIcon',
      'list.color as listColor',
      'list.deleted_at as listDeletedAt',
      'list.archived_at as listArchivedAt',
      ownRole().as('role'),
    ])
    .orderBy('todo.deleted_at', 'desc')
    .orderBy('todo.id')
    .limit(most)
}
