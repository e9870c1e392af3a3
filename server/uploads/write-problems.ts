import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import { tables } from '../../shared/tables/index.ts'
import { Refusal } from './refusal.ts'
import { shapeOfChange } from './shape.ts'
import { updateRow } from './write-row.ts'

/** The server makes these; their owner settles them. What another device settled before stays settled. */
export const writeProblemRule: TableRule = {
  put: settleProblem,
  patch: settleProblem,
  async remove(context, op) {
    const { numDeletedRows } = await context.tx.deleteFrom('write_problems').where('id', '=', op.id).where('user_id', '=', context.userId).executeTakeFirst()
    if (numDeletedRows === 0n) throw gone(op)
  },
}

async function settleProblem(context: TransactionContext, op: UploadOp): Promise<void> {
  const present = await context.tx.selectFrom('write_problems').select('id').where('id', '=', op.id).where('user_id', '=', context.userId).executeTakeFirst()
  if (!present) throw gone(op)
  const { resolved_at: resolvedAt } = shapeOfChange(tables.write_problems, op)
  if (resolvedAt !== undefined) await updateRow(context.tx, 'write_problems', op.id, { resolved_at: resolvedAt })
}

/** The same for somebody else's row as for none. */
function gone(op: UploadOp): Refusal {
  return new Refusal(op, 'row_gone', { key: 'settled' })
}
