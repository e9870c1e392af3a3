import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import { sql } from 'kysely'
import { tables } from '../../shared/tables/index.ts'
import { changeRow } from './change-row.ts'
import { allowMissingRow, refuseMissingRow, rememberGoneRow } from './gone-rows.ts'
import { notAMember, readListAccess, requireMember, requireRole } from './list-access.ts'
import { Refusal } from './refusal.ts'
import { invalid, shapeOfChange } from './shape.ts'
import { isUuid } from './values.ts'

/** Owners change roles and remove people; everybody may leave. People join by invitation, so nobody inserts. A list keeps an owner. */
export const listMemberRule: TableRule = {
  async put(context, op) {
    const present = await findMembership(context, op.id)
    if (present) return change(context, op)
    const { list_id: listId, user_id: userId, role } = op.data ?? {}
    if (typeof listId !== 'string' || !isUuid(listId)) throw invalid(op, 'list_id', { key: 'notAnId' })
    const access = await requireMember(context, op, listId)
    // A device may show the membership that the server makes with a list before it arrives: asking for what is there is no edit.
    if (userId === context.userId && role === access.role) return
    throw new Refusal(op, 'role_too_low', { key: 'byInvitation' })
  },
  patch: change,
  async remove(context, op) {
    const present = await findMembership(context, op.id)
    if (!present) return allowMissingRow(context, op, 'list_members')
    const access = await readListAccess(context, present.list_id)
    if (!access) throw notAMember(op)
    if (present.user_id !== context.userId) requireRole(op, access, ['owner'], 'ownerRemoves')
    if (present.role === 'owner') await passOwnership(context, op, present)
    await removeMember(context, present)
  },
}

interface Membership { readonly id: string, readonly list_id: string, readonly user_id: string, readonly role: string }

function findMembership(context: TransactionContext, id: string) {
  return context.tx.selectFrom('list_members').selectAll().where('id', '=', id).executeTakeFirst()
}

async function change(context: TransactionContext, op: UploadOp): Promise<void> {
  const present = await findMembership(context, op.id)
  if (!present) return refuseMissingRow(context, op, 'list_members')
  const access = await readListAccess(context, present.list_id)
  if (!access) throw notAMember(op)
  requireRole(op, access, ['owner'], 'ownerSetsRoles')
  if (access.deleted) throw new Refusal(op, 'row_gone', { key: 'listDeleted' })
  const values = shapeOfChange(tables.list_members, op)
  if (present.role === 'owner' && values.role !== undefined && values.role !== 'owner') await passOwnership(context, op, present)
  await changeRow(context, op, 'list_members', present, values)
  context.access.delete(present.list_id)
}

/**
 * Makes sure that a list keeps an owner when one goes. The rows are locked: of two owners who leave at once, the second
 * is made to look again.
 * @throws {Refusal} `invalid_value` for the last owner
 */
async function passOwnership(context: TransactionContext, op: UploadOp, leaving: Membership): Promise<void> {
  const owners = await context.tx.selectFrom('list_members').select('user_id')
    .where('list_id', '=', leaving.list_id).where('role', '=', 'owner').orderBy('created_at').forUpdate().execute()
  const heir = owners.find(owner => owner.user_id !== leaving.user_id)
  if (!heir) throw new Refusal(op, 'invalid_value', { key: 'needsOwner' }, 'role')
  await context.tx.updateTable('lists').set({ owner_id: heir.user_id, updated_at: sql`now()` })
    .where('id', '=', leaving.list_id).where('owner_id', '=', leaving.user_id).execute()
}

/** With the membership goes what only makes sense with it: assignments and the person's own arrangement. */
async function removeMember(context: TransactionContext, { id, list_id: listId, user_id: userId }: Membership): Promise<void> {
  await rememberGoneRow(context, 'list_members', id, listId)
  await context.tx.deleteFrom('list_members').where('id', '=', id).execute()
  await context.tx.deleteFrom('list_preferences').where('list_id', '=', listId).where('user_id', '=', userId).execute()
  await context.tx.updateTable('todos').set({ assignee_id: null, updated_at: sql`now()` })
    .where('list_id', '=', listId).where('assignee_id', '=', userId).execute()
  context.access.delete(listId)
}
