import type { Database } from '../kysely.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { Seen } from '../../shared/seen.ts'
import { sql } from 'kysely'
import { seenMetadata } from '../../shared/seen.ts'

/** As SQLite holds them, by column. */
export type Values = Readonly<Record<string, string | number | null>>

/**
 * Sets columns of one row; one that is as wished already is not written. Names must come from `shared/tables`.
 *
 * @param seen what stood in the columns before the eyes of whoever changes them. Where the row has something else by now, the server is told, and
 *   tells the author of what is replaced unseen. Not for a guest's tables, whose edits go to no server.
 */
export async function updateRow(db: Database, table: TableName, id: string, values: Values, seen: Seen = {}): Promise<void> {
  await updateRows(db, table, [id], values, seen)
}

/** The same for several rows, no more than SQLite takes parameters. */
export async function updateRows(db: Database, table: TableName, ids: readonly string[], values: Values, seen: Seen = {}): Promise<void> {
  const changes = Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  const unlike = Object.entries(seen).filter(([name]) => Object.hasOwn(values, name)).map(([name, value]) => sql`${sql.ref(name)} IS NOT ${value}`)
  if (changes.length === 0) return
  if (unlike.length > 0) changes.push(sql`_metadata = iif(${sql.join(unlike, sql` OR `)}, ${seenMetadata(seen)}, NULL)`)
  const isToDo = sql.join(Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} IS NOT ${value}`), sql` OR `)
  await sql`UPDATE ${sql.table(table)} SET ${sql.join(changes)} WHERE id IN (${sql.join(ids)}) AND (${isToDo})`.execute(db)
}
