import type { Kysely, RawBuilder } from 'kysely'
import type { TableName } from '../../shared/tables/index.ts'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import { tables } from '../../shared/tables/index.ts'
import { isUuid } from '../uploads/values.ts'

/**
 * Whether a person may know of a row: the same rows that the sync config and the upload rules grant, archived lists' included.
 * False for a row that is not there, so that the two cannot be told apart.
 */
export async function mayKnowRow(db: Kysely<Database>, userId: string, table: string, id: string): Promise<boolean> {
  if (!isSynced(table) || (tables[table].id === 'uuid' && !isUuid(id))) return false
  const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} t WHERE t.id = ${id} AND ${mine[table](userId)}`.execute(db)
  return rows.length > 0
}

export function isSynced(table: string): table is TableName {
  return Object.hasOwn(tables, table)
}

const myLists = (userId: string) => sql`SELECT list_id FROM list_members WHERE user_id = ${userId}`

const mine: Record<TableName, (userId: string) => RawBuilder<unknown>> = {
  profiles: userId => sql`(t.id = ${userId} OR t.id IN (SELECT user_id FROM list_members WHERE list_id IN (${myLists(userId)})))`,
  lists: userId => sql`t.id IN (${myLists(userId)})`,
  list_members: userId => sql`t.list_id IN (${myLists(userId)})`,
  todos: userId => sql`t.list_id IN (${myLists(userId)})`,
  list_preferences: userId => sql`t.user_id = ${userId}`,
  write_problems: userId => sql`t.user_id = ${userId}`,
}
