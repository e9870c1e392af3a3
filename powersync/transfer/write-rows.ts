import type { Database } from '../kysely.ts'
import type { ImportRow } from './import-rows.ts'

/** Rows of one statement. Each statement goes to the database's worker and back, which takes longer than a row does. */
const together = 100

/** Writes rows of one transaction: lists before what is in them, and archived only when all of it is there. */
export async function writeRows(tx: Database, rows: readonly ImportRow[]): Promise<void> {
  for (const part of parts(rows.flatMap(each => each.kind === 'list' ? [each.row] : []))) await tx.insertInto('lists').values(part).execute()
  for (const part of parts(rows.flatMap(each => each.kind === 'preference' ? [each.row] : []))) await tx.insertInto('list_preferences').values(part).execute()
  for (const part of parts(rows.flatMap(each => each.kind === 'todo' ? [each.row] : []))) await tx.insertInto('todos').values(part).execute()
  for (const each of rows) {
    if (each.kind === 'archive') await tx.updateTable('lists').set({ archived_at: each.at }).where('id', '=', each.listId).execute()
  }
}

function parts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / together) }, (_, index) => rows.slice(index * together, (index + 1) * together))
}
