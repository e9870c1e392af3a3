import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { TransactionContext } from './transaction-context.ts'
import { sql } from 'kysely'
import { notAMember } from './list-access.ts'
import { Refusal } from './refusal.ts'

/** Remembers a row that is about to be deleted for good, with the members of its list, who may be told. */
export async function rememberGoneRow(context: TransactionContext, table: TableName, rowId: string, listId: string): Promise<void> {
  await sql`
    INSERT INTO gone_rows (table_name, row_id, known_to)
    SELECT ${table}, ${rowId}, coalesce(array_agg(user_id), '{}') FROM list_members WHERE list_id = ${listId}
    ON CONFLICT (table_name, row_id) DO UPDATE SET known_to = excluded.known_to, deleted_at = now()`.execute(context.tx)
}

/** Whether the row was deleted for good and I could see it then. */
export async function knewGoneRow(context: TransactionContext, table: TableName, rowId: string): Promise<boolean> {
  const row = await context.tx.selectFrom('gone_rows').select('row_id')
    .where('table_name', '=', table).where('row_id', '=', rowId)
    .where(sql<boolean>`${context.userId} = ANY (known_to)`).executeTakeFirst()
  return row !== undefined
}

/**
 * The answer to an edit of a row that is not there. A stranger hears the same as for a row of other people.
 * @throws {Refusal} always: `row_gone` or `not_a_member`
 */
export async function refuseMissingRow(context: TransactionContext, op: UploadOp, table: TableName): Promise<never> {
  if (await knewGoneRow(context, table, op.id)) throw new Refusal(op, 'row_gone', { key: 'gone' })
  throw notAMember(op)
}

/**
 * A delete of a row that is not there: fine where it was deleted before, or where I asked for it and was refused.
 * @throws {Refusal} `not_a_member`
 */
export async function allowMissingRow(context: TransactionContext, op: UploadOp, table: TableName): Promise<void> {
  if (await knewGoneRow(context, table, op.id)) return
  const refused = await context.tx.updateTable('write_problems')
    .set({ resolved_at: sql`now()`, updated_at: sql`now()` })
    .where('user_id', '=', context.userId).where('table_name', '=', table).where('row_id', '=', op.id)
    .where('kind', '=', 'refused').where(sql<boolean>`client_value ->> 'op' = 'PUT'`)
    .returning('id').execute()
  if (refused.length === 0) throw notAMember(op)
}
