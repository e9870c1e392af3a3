import type { Kysely, Transaction } from 'kysely'
import type { Role } from '../../shared/tables/list-members.ts'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { ownershipLimits } from '../../shared/limits.ts'
import { roles } from '../../shared/tables/list-members.ts'
import { ApiError } from '../http/api-error.ts'
import { findInvitation, usedInvitation } from './find-invitation.ts'

/**
 * Makes me a member and answers the list. The link works once; to whom it made a member it keeps answering the same. A member
 * who follows another link only ever gains by it. @throws {ApiError}
 */
export async function acceptInvitation(db: Kysely<Database>, userId: string, token: string): Promise<{ list_id: string }> {
  return db.transaction().execute(async (tx) => {
    const { id, list_id: listId, role } = await findInvitation(tx, token)
    const { accepted_by: acceptedBy } = await tx.selectFrom('invitations').select('accepted_by').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
    const member = await tx.selectFrom('list_members').selectAll().where('list_id', '=', listId).where('user_id', '=', userId).executeTakeFirst()
    if (member) {
      if (acceptedBy === null && rank(role) > rank(member.role)) {
        await tx.updateTable('list_members').set({ role, updated_at: sql`now()` }).where('id', '=', member.id).execute()
        await close(tx, id, userId)
      }
      return { list_id: listId }
    }
    if (acceptedBy !== null) throw usedInvitation()
    await requireRoom(tx, userId, listId)
    await tx.insertInto('list_members').values({ id: uuidv7(), list_id: listId, user_id: userId, role }).execute()
    await close(tx, id, userId)
    return { list_id: listId }
  })
}

/** Owners first in `roles`. */
function rank(role: string): number {
  return roles.length - roles.indexOf(role as Role)
}

async function close(tx: Transaction<Database>, id: string, userId: string): Promise<void> {
  await tx.updateTable('invitations').set({ accepted_at: sql`now()`, accepted_by: userId }).where('id', '=', id).execute()
}

/** @throws {ApiError} 409 */
async function requireRoom(tx: Transaction<Database>, userId: string, listId: string): Promise<void> {
  const { mine, theirs } = await tx.selectFrom('list_members').select([
    sql<number>`count(*) FILTER (WHERE user_id = ${userId})::int`.as('mine'),
    sql<number>`count(*) FILTER (WHERE list_id = ${listId})::int`.as('theirs'),
  ]).where(eb => eb.or([eb('user_id', '=', userId), eb('list_id', '=', listId)])).executeTakeFirstOrThrow()
  if (mine >= ownershipLimits.listsPerPerson) throw new ApiError(409, 'limit_reached', `You have ${mine} lists, which is the most. Delete or leave one first.`)
  if (theirs >= ownershipLimits.membersPerList) throw new ApiError(409, 'limit_reached', `This list has ${theirs} members, which is the most.`)
}
