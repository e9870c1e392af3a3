import type { Database } from '~/powersync/kysely'
import { sql } from 'kysely'

/** Each list that a person owns beside each of its other members; one line with no other for a list of nobody else's. */
export function selectOwnedLists(db: Database, me: string) {
  return db
    .selectFrom('lists as list')
    .leftJoin('list_members as mine', join => join.onRef('mine.list_id', '=', 'list.id').on('mine.user_id', '=', me))
    .leftJoin('list_members as other', join => join.onRef('other.list_id', '=', 'list.id').on('other.user_id', '!=', me))
    .leftJoin('profiles as profile', 'profile.id', 'other.user_id')
    .where('list.deleted_at', 'is', null)
    .where(eb => eb.or([eb('mine.role', '=', 'owner'), eb('list.owner_id', '=', me)]))
    .select([sql<string>`list.id || ' ' || coalesce(other.id, '')`.as('id'), 'list.id as listId', 'list.name', 'other.role', 'profile.name as otherName'])
    .orderBy('list.id').orderBy('other.created_at').orderBy('other.id')
}

export interface ListFates {
  /** Names of the lists that nobody else is in. */
  deleted: string[]
  /** Lists that others go on with, and who owns them then. */
  handedOver: Array<{ name: string, heir: string | null }>
}

interface OwnedList { listId: string, name: string, role: string | null, otherName: string | null }

/** What happens to them when the account is deleted: the rule of server/accounts/leave-all-lists.ts, as far as this device knows. */
export function listFates(rows: readonly OwnedList[]): ListFates {
  const fates: ListFates = { deleted: [], handedOver: [] }
  for (const list of Map.groupBy(rows, row => row.listId).values()) {
    const [{ name } = { name: '' }] = list
    const heir = ['owner', 'editor', 'viewer'].map(role => list.find(row => row.role === role)).find(row => row !== undefined)
    if (heir) fates.handedOver.push({ name, heir: heir.otherName })
    else fates.deleted.push(name)
  }
  return fates
}
