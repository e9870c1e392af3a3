import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { ApiError } from '../http/api-error.ts'
import { isUuid } from '../uploads/values.ts'

/** @throws {ApiError} 404 for a list that I am no member of, whether there is one or not; 403 for members who are not owners */
export async function requireOwnedList(db: Kysely<Database>, userId: string, listId: string): Promise<void> {
  const member = isUuid(listId)
    ? await db.selectFrom('list_members as m').innerJoin('lists as l', 'l.id', 'm.list_id').select('m.role')
        .where('m.list_id', '=', listId).where('m.user_id', '=', userId).where('l.deleted_at', 'is', null).executeTakeFirst()
    : undefined
  if (!member) throw new ApiError(404, 'not_a_member', 'You are not, or no longer, a member of this list.')
  if (member.role !== 'owner') throw new ApiError(403, 'role_too_low', 'Only an owner can invite people to a list.')
}
