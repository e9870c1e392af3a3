import type { UploadOp } from '../../shared/write-codes.ts'
import type { TransactionContext } from './transaction-context.ts'
import { sql } from 'kysely'
import { ownershipLimits } from '../../shared/limits.ts'
import { Refusal } from './refusal.ts'

/**
 * The next human number of a list ("#42"). Two that ask at once are made to go one after the other by Postgres
 * (the second is retried), so a number is never given twice.
 * @throws {Refusal} `limit_reached`
 */
export async function nextNumber(context: TransactionContext, op: UploadOp, listId: string): Promise<number> {
  const { last_number: number } = await context.tx.updateTable('list_counters')
    .set({ last_number: sql`last_number + 1` }).where('list_id', '=', listId)
    .returning('last_number').executeTakeFirstOrThrow()
  // Only a list that ever had so many todos can be full; below that nothing needs counting.
  if (number > ownershipLimits.liveTodosPerList) await requireRoom(context, op, listId)
  return number
}

async function requireRoom(context: TransactionContext, op: UploadOp, listId: string): Promise<void> {
  const { count } = await context.tx.selectFrom('todos').select(sql<number>`count(*)::int`.as('count'))
    .where('list_id', '=', listId).executeTakeFirstOrThrow()
  if (count >= ownershipLimits.liveTodosPerList) {
    throw new Refusal(op, 'limit_reached', { key: 'tooManyTodos', values: { max: count } })
  }
}
