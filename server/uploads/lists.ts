import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import type { Value } from './values.ts'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { inboxId, isInboxId } from '../../shared/inbox.ts'
import { ownershipLimits } from '../../shared/limits.ts'
import { tables } from '../../shared/tables/index.ts'
import { changeRow } from './change-row.ts'
import { allowMissingRow, refuseMissingRow, rememberGoneRow } from './gone-rows.ts'
import { notAMember, readListAccess, requireRole } from './list-access.ts'
import { Refusal } from './refusal.ts'
import { sameValue } from './same-value.ts'
import { shapeOfChange, shapeOfNewRow } from './shape.ts'
import { insertRow } from './write-row.ts'

/** Owners and editors change name, icon and colour; archiving and deleting is the owner's. Whoever makes a list owns it. */
export const listRule: TableRule = {
  async put(context, op) {
    if (await readListAccess(context, op.id)) return change(context, op)
    // Heard by whoever reaches for another person's Inbox, whether it is there yet or not.
    if (isInboxId(op.id) && op.id !== inboxId(context.userId)) throw notAMember(op)
    const taken = await context.tx.selectFrom('lists').select('id').where('id', '=', op.id).executeTakeFirst()
    if (taken) throw notAMember(op)
    await create(context, op)
  },
  patch: change,
  async remove(context, op) {
    const access = await readListAccess(context, op.id)
    if (!access) return allowMissingRow(context, op, 'lists')
    requireRole(op, access, ['owner'], 'ownerDeletes')
    requireNoInbox(op)
    await rememberGoneRow(context, 'lists', op.id, op.id)
    await context.tx.deleteFrom('lists').where('id', '=', op.id).execute()
    context.access.delete(op.id)
  },
}

async function create(context: TransactionContext, op: UploadOp): Promise<void> {
  const values = shapeOfNewRow(tables.lists, op, ['name'])
  if (!isInboxId(op.id)) await requireRoom(context, op)
  await insertRow(context.tx, 'lists', { ...values, id: op.id, owner_id: context.userId })
  await context.tx.insertInto('list_members').values({ id: uuidv7(), list_id: op.id, user_id: context.userId, role: 'owner' }).execute()
  await context.tx.insertInto('list_counters').values({ list_id: op.id, last_number: 0 }).execute()
  context.access.delete(op.id)
}

async function requireRoom(context: TransactionContext, op: UploadOp): Promise<void> {
  const { count } = await context.tx.selectFrom('list_members').select(sql<number>`count(*)::int`.as('count'))
    .where('user_id', '=', context.userId).executeTakeFirstOrThrow()
  if (count >= ownershipLimits.listsPerPerson) {
    throw new Refusal(op, 'limit_reached', { key: 'tooManyLists', values: { max: count } })
  }
}

async function change(context: TransactionContext, op: UploadOp): Promise<void> {
  const access = await readListAccess(context, op.id)
  if (!access) return refuseMissingRow(context, op, 'lists')
  requireRole(op, access, ['owner', 'editor'], 'viewer')
  const values = shapeOfChange(tables.lists, op)
  const present = await context.tx.selectFrom('lists').selectAll().where('id', '=', op.id).executeTakeFirstOrThrow()
  const archives = changes(values.archived_at, present.archived_at)
  const deletes = changes(values.deleted_at, present.deleted_at)
  if (archives || deletes) {
    requireRole(op, access, ['owner'], 'ownerArchives')
    requireNoInbox(op)
  }
  if (access.deleted && values.deleted_at === undefined) throw new Refusal(op, 'row_gone', { key: 'listDeleted' })
  if (access.archived && !archives && !deletes) throw new Refusal(op, 'list_archived', { key: 'listArchived' })
  await changeRow(context, op, 'lists', present, values)
  if (archives || deletes) context.access.delete(op.id)
}

/** @throws {Refusal} `invalid_value` */
function requireNoInbox(op: UploadOp): void {
  if (isInboxId(op.id)) throw new Refusal(op, 'invalid_value', { key: 'inboxStays' })
}

function changes(value: Value | undefined, present: Date | null): boolean {
  return value !== undefined && !sameValue(tables.lists.columns.deleted_at, value, present)
}
