import type { ReasonKey } from '../../shared/refusal-reason.ts'
import type { Role } from '../../shared/tables/list-members.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { TransactionContext } from './transaction-context.ts'
import { knewGoneRow } from './gone-rows.ts'
import { Refusal } from './refusal.ts'

/** What I may do in a list, and what state the list is in. */
export interface ListAccess {
  readonly role: Role
  readonly archived: boolean
  readonly deleted: boolean
}

/** My access to a list, or undefined where I am no member: whether the list exists is not told apart. */
export async function readListAccess(context: TransactionContext, listId: string): Promise<ListAccess | undefined> {
  if (context.access.has(listId)) return context.access.get(listId)
  const row = await context.tx.selectFrom('list_members as m').innerJoin('lists as l', 'l.id', 'm.list_id')
    .where('m.list_id', '=', listId).where('m.user_id', '=', context.userId)
    .select(['m.role', 'l.archived_at', 'l.deleted_at']).executeTakeFirst()
  const access = row && { role: row.role as Role, archived: row.archived_at !== null, deleted: row.deleted_at !== null }
  context.access.set(listId, access)
  return access
}

/**
 * My access to a list that I am a member of.
 * @throws {Refusal} `not_a_member`, or `row_gone` where I was a member until the list was deleted for good
 */
export async function requireMember(context: TransactionContext, op: UploadOp, listId: string): Promise<ListAccess> {
  const access = await readListAccess(context, listId)
  if (access) return access
  if (await knewGoneRow(context, 'lists', listId)) throw new Refusal(op, 'row_gone', { key: 'listDeleted' })
  throw notAMember(op)
}

/**
 * Checks that I may change todos of a list now.
 * @throws {Refusal} `not_a_member`, `role_too_low`, `row_gone`, `list_archived`
 */
export async function requireEditableList(context: TransactionContext, op: UploadOp, listId: string): Promise<void> {
  const access = await requireMember(context, op, listId)
  requireRole(op, access, ['owner', 'editor'], 'viewer')
  if (access.deleted) throw new Refusal(op, 'row_gone', { key: 'listDeleted' })
  if (access.archived) throw new Refusal(op, 'list_archived', { key: 'listArchived' })
}

/** @throws {Refusal} `role_too_low` */
export function requireRole(op: UploadOp, access: ListAccess, allowed: readonly Role[], key: ReasonKey): void {
  if (!allowed.includes(access.role)) throw new Refusal(op, 'role_too_low', { key })
}

export function notAMember(op: UploadOp): Refusal {
  return new Refusal(op, 'not_a_member', { key: 'notAMember' })
}
