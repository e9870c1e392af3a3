import type { Kysely } from 'kysely'
import type { Role } from '../../shared/tables/list-members.ts'
import type { Database } from '../database/schema.ts'
import { ApiError } from '../http/api-error.ts'
import { hashInvitationToken } from './invitation-token.ts'

export interface FoundInvitation {
  readonly id: string
  readonly list_id: string
  readonly list_name: string
  readonly list_icon: string | null
  readonly list_color: string | null
  readonly inviter_name: string
  readonly role: Role
  readonly expires_at: Date
  readonly accepted_by: string | null
}

/** The invitation behind a link; one that was accepted is found too. @throws {ApiError} 404, or 410 for a link that is no longer good */
export async function findInvitation(db: Kysely<Database>, token: string): Promise<FoundInvitation> {
  const found = await db.selectFrom('invitations as i')
    .innerJoin('lists as l', 'l.id', 'i.list_id').innerJoin('profiles as p', 'p.id', 'i.inviter_id')
    .select(['i.id', 'i.list_id', 'l.name as list_name', 'l.icon as list_icon', 'l.color as list_color', 'l.deleted_at as list_deleted_at'])
    .select(['p.name as inviter_name', 'i.role', 'i.expires_at', 'i.accepted_by', 'i.revoked_at'])
    .where('i.token_hash', '=', hashInvitationToken(token)).executeTakeFirst()
  if (!found || found.list_deleted_at) throw new ApiError(404, 'unknown', 'There is no such invitation, or its list was deleted. Check the link.')
  const { list_deleted_at: _, revoked_at: revokedAt, ...invitation } = found
  if (revokedAt) throw new ApiError(410, 'revoked', 'This invitation was taken back. Ask for a new one.')
  if (invitation.expires_at.getTime() <= Date.now() && !invitation.accepted_by) throw new ApiError(410, 'expired', 'This invitation is too old. Ask for a new one.')
  return invitation
}

/** The link was for one person, and somebody else was that. */
export function usedInvitation(): ApiError {
  return new ApiError(410, 'used', 'Somebody used this invitation already. Ask for a new one.')
}
