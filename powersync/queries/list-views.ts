import type { Database } from '../kysely.ts'

/** How a list is looked at on this device. */
export function selectListView(db: Database, listId: string) {
  return db.selectFrom('list_views').selectAll().where('id', '=', listId)
}
