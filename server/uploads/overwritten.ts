import type { Reason } from '../../shared/refusal-reason.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { Column, Table } from '../../shared/tables/define-table.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { TransactionContext } from './transaction-context.ts'
import type { Row, Values } from './values.ts'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { tables } from '../../shared/tables/index.ts'
import { overwrittenCode } from '../../shared/write-codes.ts'
import { seenIn } from '../../shared/seen.ts'
import { reasonWords } from './reason-words.ts'
import { sameValue } from './same-value.ts'

/**
 * Tells the authors of values that this change replaces unseen: what Postgres has is not the device's `old`, nor what its metadata says that the person
 * saw, which counts where both are given (`shared/seen.ts`). Whoever made the value on the same device needs no telling, unless the device itself
 * says that it was not seen; and nor does somebody who left the list.
 */
export async function reportOverwritten(context: TransactionContext, op: UploadOp, name: TableName, present: Row, changes: Values): Promise<void> {
  const table: Table = tables[name]
  const seen = seenIn(op.metadata)
  const before = { ...op.old, ...seen }
  const lost = Object.keys(changes).filter((column) => {
    const definition = table.columns[column]
    return definition && isTold(definition) && Object.hasOwn(before, column) && !sameValue(definition, present[column], before[column])
  })
  if (lost.length === 0) return
  const authors = await context.tx.selectFrom('column_authors').select(['column_name', 'user_id'])
    .where('table_name', '=', name).where('row_id', '=', op.id).where('column_name', 'in', lost)
    .where(eb => eb.or([eb('client_id', '!=', context.clientId), eb('column_name', 'in', [...Object.keys(seen), ''])]))
    .where(mayStillSee(present)).execute()
  for (const { column_name: column, user_id: userId } of authors) {
    const reason: Reason = { key: 'overwritten', values: { column } }
    await sql`INSERT INTO write_problems (id, user_id, kind, table_name, row_id, column_name, code, message, reason, client_value, server_value)
      VALUES (${uuidv7()}, ${userId}, 'overwritten', ${name}, ${op.id}, ${column}, ${overwrittenCode},
        ${reasonWords(reason)}, ${json(reason)}, ${json(present[column])}, ${json(changes[column])})`.execute(context.tx)
  }
}

/** Remembers who gave the columns their values. */
export async function recordAuthors(context: TransactionContext, name: TableName, rowId: string, changes: Values): Promise<void> {
  const table: Table = tables[name]
  const told = Object.keys(changes).filter((column) => {
    const definition = table.columns[column]
    return definition && isTold(definition)
  })
  if (told.length === 0) return
  const author = { table_name: name, row_id: rowId, user_id: context.userId, client_id: context.clientId }
  await context.tx.insertInto('column_authors').values(told.map(column => ({ ...author, column_name: column })))
    .onConflict(conflict => conflict.columns(['table_name', 'row_id', 'column_name']).doUpdateSet({ user_id: author.user_id, client_id: author.client_id, changed_at: sql`now()` }))
    .execute()
}

/** Timestamps and positions make no noise. */
export function isTold(column: Column): boolean {
  return !column.quiet && column.kind !== 'timestamp'
}

function mayStillSee(present: Row) {
  const listId = present.list_id ?? ('owner_id' in present ? present.id : undefined)
  if (typeof listId !== 'string') return sql<boolean>`true`
  return sql<boolean>`EXISTS (SELECT FROM list_members m WHERE m.list_id = ${listId} AND m.user_id = column_authors.user_id)`
}

function json(value: unknown) {
  return sql`${JSON.stringify(value ?? null)}::text::jsonb`
}
