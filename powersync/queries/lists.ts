import type { Database } from '../kysely.ts'
import { sql } from 'kysely'

/**
 * The lists that a person sees, the pinned ones first, in their order, archived ones and the Inbox included.
 * A list just made here has no membership row until the server's comes: its owner is known from the list itself.
 */
export function selectLists(db: Database, me: string) {
  return db
    .selectFrom('lists as list')
    .leftJoin('list_members as mine', join => join.onRef('mine.list_id', '=', 'list.id').on('mine.user_id', '=', me))
    .leftJoin('list_preferences as preference', join => join.onRef('preference.list_id', '=', 'list.id').on('preference.user_id', '=', me))
    .where('list.deleted_at', 'is', null)
    .where(eb => eb.or([eb('mine.id', 'is not', null), eb('list.owner_id', '=', me)]))
    .select(eb => [
      'list.id',
      'list.name',
      'list.icon',
      'list.color',
      'list.archived_at as archivedAt',
      'preference.position',
      'preference.pinned',
      sql<Role>`coalesce(mine.role, 'owner')`.as('role'),
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

type Role = 'owner' | 'editor' | 'viewer'
