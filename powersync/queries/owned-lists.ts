import type { Database } from '../kysely.ts'
import { sql } from 'kysely'
import { isMembershipOf } from './my-lists.ts'

/** Each list that a person owns beside each of its other members; one line with no other for a list of nobody else's. */
export function selectOwnedLists(db: Database, me: string) {
  return db
    .selectFrom('lists as list')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .leftJoin('list_members as other', join => join.onRef('other.list_id', '=', 'list.id').on('other.user_id', '!=', me))
    .leftJoin('profiles as profile', 'profile.id', 'other.user_id')
    .where('list.deleted_at', 'is', null)
    .where(eb => eb.or([eb('mine.role', '=', 'owner'), eb('list.owner_id', '=', me)]))
    .select([sql<string>`list.id || ' ' || coalesce(other.id, '')`.as('id'), 'list.id as listId', 'list.name', 'other.role', 'profile.name as otherName'])
    .orderBy('list.id').orderBy('other.created_at').orderBy('other.id')
}
