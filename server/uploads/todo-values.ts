import type { UploadOp } from '../../shared/write-codes.ts'
import type { TransactionContext } from './transaction-context.ts'
import type { Value, Values } from './values.ts'
import { labelLimits } from '../../shared/limits.ts'
import { invalid } from './shape.ts'

/** @throws {Refusal} `invalid_value` for somebody who is no member of the list, whether there is such a person or not */
export async function requireAssignee(context: TransactionContext, op: UploadOp, listId: string, userId: Value | undefined): Promise<void> {
  if (typeof userId !== 'string') return
  const member = await context.tx.selectFrom('list_members').select('id')
    .where('list_id', '=', listId).where('user_id', '=', userId).executeTakeFirst()
  if (!member) throw invalid(op, 'assignee_id', { key: 'strangerAssigned' })
}

/** @throws {Refusal} `invalid_value` for empty, overlong or too many labels */
export function requireLabels(op: UploadOp, { labels }: Values): void {
  if (!Array.isArray(labels)) return
  if (labels.length > labelLimits.count) throw invalid(op, 'labels', { key: 'tooManyLabels', values: { max: labelLimits.count } })
  const unfit = labels.some(label => label.trim() === '' || label.length > labelLimits.length)
  if (unfit) throw invalid(op, 'labels', { key: 'labelLength', values: { max: labelLimits.length } })
}

/** @throws {Refusal} `invalid_value` for a todo under itself; other parents are looked at when the transaction is settled */
export function requireOtherParent(op: UploadOp, { parent_id: parentId }: Values): void {
  if (parentId === op.id) throw invalid(op, 'parent_id', { key: 'ownParent' })
}
