import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import { tables } from '../../shared/tables/index.ts'
import { changeRow } from './change-row.ts'
import { Refusal } from './refusal.ts'
import { shapeOfChange } from './shape.ts'

/** Everybody changes the own profile only; it comes and goes with the account. */
export const profileRule: TableRule = {
  put: change,
  patch: change,
  async remove(_, op) {
    throw new Refusal(op, 'role_too_low', { key: 'profileStays' })
  },
}

async function change(context: TransactionContext, op: UploadOp): Promise<void> {
  if (op.id !== context.userId) throw new Refusal(op, 'role_too_low', { key: 'ownProfile' })
  const values = shapeOfChange(tables.profiles, op)
  const present = await context.tx.selectFrom('profiles').selectAll().where('id', '=', context.userId).executeTakeFirstOrThrow()
  await changeRow(context, op, 'profiles', present, values)
  if (typeof values.name === 'string') await context.tx.updateTable('users').set({ name: values.name }).where('id', '=', context.userId).execute()
}
