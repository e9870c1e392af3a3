import type { Nullable } from 'kysely'
import type { ClientDatabase } from '../kysely.ts'
import type { Role } from '../../shared/tables/list-members.ts'
import { expressionBuilder, sql } from 'kysely'

/** What a question about a person's lists reads: `lists as list`, and beside each of them, if they have one, their own `list_members as mine`. */
interface Read {
  list: ClientDatabase['lists']
  mine: Nullable<ClientDatabase['list_members']>
}

const about = () => expressionBuilder<Read, keyof Read>()

/** For the join of `mine`. */
export function isMembershipOf(me: string) {
  const eb = about()
  return eb.and([eb('mine.list_id', '=', eb.ref('list.id')), eb('mine.user_id', '=', me)])
}

/** Whether a list is the person's. One that was just made here has no membership row until the server's comes: its owner is known from the list itself. */
export function isListOf(me: string) {
  const eb = about()
  return eb.or([eb('mine.id', 'is not', null), eb('list.owner_id', '=', me)])
}

/** What the person may do in a list of theirs. */
export const ownRole = () => sql<Role>`coalesce(mine.role, 'owner')`
