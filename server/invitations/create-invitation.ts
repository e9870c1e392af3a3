import type { Kysely } from 'kysely'
import type { Role } from '../../shared/tables/list-members.ts'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { isInboxId } from '../../shared/inbox.ts'
import { ownershipLimits } from '../../shared/limits.ts'
import { ApiError } from '../http/api-error.ts'
import { hashInvitationToken, newInvitationToken } from './invitation-token.ts'
import { requireOwnedList } from './require-owned-list.ts'

const daysOpen = 7

export interface NewInvitation {
  readonly role: Role
  readonly email?: string | undefined
}

export interface CreatedInvitation {
  readonly id: string
  readonly token: string
}

/** Makes an invitation to a list of mine and answers its id and token, which nobody can read again. @throws {ApiError} */
export async function createInvitation(db: Kysely<Database>, userId: string, listId: string, { role, email }: NewInvitation): Promise<CreatedInvitation> {
  await requireOwnedList(db, userId, listId)
  if (isInboxId(listId)) throw new ApiError(409, 'invalid_value', 'Your Inbox is yours alone. Put what you want to share into a list.')
  const open = await db.selectFrom('invitations').select(sql<number>`count(*)::int`.as('count'))
    .where('list_id', '=', listId).where('accepted_at', 'is', null).where('revoked_at', 'is', null).where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  if (open.count >= ownershipLimits.openInvitationsPerList) {
    throw new ApiError(409, 'limit_reached', `${open.count} invitations to this list are open, which is the most. Revoke some first.`)
  }
  const id = uuidv7()
  const token = newInvitationToken()
  await db.insertInto('invitations').values({
    id,
    list_id: listId,
    inviter_id: userId,
    role,
    email: email ?? null,
    token_hash: hashInvitationToken(token),
    expires_at: new Date(Date.now() + daysOpen * 24 * 60 * 60 * 1000),
    accepted_at: null,
    accepted_by: null,
    revoked_at: null,
  }).execute()
  return { id, token }
}
