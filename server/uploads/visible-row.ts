import type { RawBuilder, Transaction } from 'kysely'
import type { TableName } from '../../shared/tables/index.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { Row } from './values.ts'
import { sql } from 'kysely'
import { isTableName } from './table-rules.ts'
import { isUuid } from './values.ts'

/** The row that an operation is about as it is now, where the person receives it by sync; else undefined. */
export async function readVisibleRow(tx: Transaction<Database>, userId: string, op: UploadOp): Promise<Row | undefined> {
  if (!isTableName(op.table)) return undefined
  const visible = visibility[op.table]
  if (!visible || (visible.uuid && !isUuid(op.id))) return undefined
  const { rows: [row] } = await sql<Record<string, unknown>>`SELECT t.* FROM ${sql.table(op.table)} t WHERE t.id = ${op.id} AND ${visible.to(userId)}`.execute(tx)
  return row
}

interface Visibility { readonly uuid: boolean, to(userId: string): RawBuilder<unknown> }

const visibility: Partial<Record<TableName, Visibility>> = {
  lists: { uuid: true, to: userId => sql`t.id IN (SELECT list_id FROM list_members WHERE user_id = ${userId})` },
  todos: { uuid: true, to: userId => sql`t.list_id IN (SELECT list_id FROM list_members WHERE user_id = ${userId})` },
  list_members: { uuid: true, to: userId => sql`t.list_id IN (SELECT list_id FROM list_members WHERE user_id = ${userId})` },
  list_preferences: { uuid: false, to: userId => sql`t.user_id = ${userId}` },
  profiles: { uuid: false, to: userId => sql`t.id = ${userId}` },
}
