import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import { tables } from '../../shared/tables/index.ts'
import { changeRow } from './change-row.ts'
import { notAMember, requireMember } from './list-access.ts'
import { isPosition } from './positions.ts'
import { invalid, shapeOfChange } from './shape.ts'
import { isUuid } from './values.ts'
import { insertRow } from './write-row.ts'

/** Everybody arranges the own lists. The id says whose row it is and of which list, so a row can be set without knowing whether it is there. */
export const listPreferenceRule: TableRule = {
  put: set,
  patch: set,
  async remove(context, op) {
    listOf(context, op)
    await context.tx.deleteFrom('list_preferences').where('id', '=', op.id).execute()
  },
}

async function set(context: TransactionContext, op: UploadOp): Promise<void> {
  const listId = listOf(context, op)
  await requireMember(context, op, listId)
  const { user_id: userId = context.userId, list_id: givenList = listId } = op.data ?? {}
  if (userId !== context.userId) throw invalid(op, 'user_id', { key: 'notYours' })
  if (String(givenList).toLowerCase() !== listId) throw invalid(op, 'list_id', { key: 'otherList' })
  const { position, ...rest } = shapeOfChange(tables.list_preferences, op)
  const values = position === undefined ? rest : { ...rest, position: isPosition(position) ? position : null }
  const id = `${context.userId}:${listId}`
  const present = await context.tx.selectFrom('list_preferences').selectAll().where('id', '=', id).executeTakeFirst()
  if (present) return changeRow(context, { ...op, id }, 'list_preferences', present, values)
  await insertRow(context.tx, 'list_preferences', { ...values, id, user_id: context.userId, list_id: listId })
}

/** @throws {Refusal} `not_a_member` for a row of somebody else, whether it exists or not */
function listOf(context: TransactionContext, op: UploadOp): string {
  const listId = op.id.slice(context.userId.length + 1)
  if (!op.id.startsWith(`${context.userId}:`) || !isUuid(listId)) throw notAMember(op)
  return listId.toLowerCase()
}
