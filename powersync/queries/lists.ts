import type { Database } from '../kysely.ts'
import { sql } from 'kysely'
import { isListOf, isMembershipOf, ownRole } from './my-lists.ts'

/** The lists that a person sees, the pinned ones first, in their order, archived ones and the Inbox included. */
export function selectLists(db: Database, me: string) {
  return db
    .selectFrom('lists as list')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .leftJoin('list_preferences as preference', join => join.onRef('preference.list_id', '=', 'list.id').on('preference.user_id', '=', me))
    .where('list.deleted_at', 'is', null)
    .where(isListOf(me))
    .select(eb => [
      'list.id',
      'list.name',
      'list.icon',
      'list.color',
      'list.archived_at as archivedAt',
      'preference.position',
      'preference.pinned',
      ownRole().as('role'),
      eb.selectFrom('todos')
        .whereRef('todos.list_id', '=', 'list.id')
        .where('todos.completed_at', 'is', null)
        .where('todos.deleted_at', 'is', null)
        .where('todos.parent_id', 'is', null)
        .select(count => count.fn.countAll<number>().as('count'))
        .as('openCount'),
      eb.selectFrom('list_members as member')
        .whereRef('member.list_id', '=', 'list.id')
        .select(count => count.fn.countAll<number>().as('count'))
        .as('memberCount'),
    ])
    .orderBy(sql`ifnull(preference.pinned, 0)`, 'desc')
    // Lists without a place of their own come last, oldest first (the id carries the time).
    .orderBy(sql`preference.position is null`)
    .orderBy('preference.position')
    .orderBy('list.id')
}
