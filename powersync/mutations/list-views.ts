import type { Database } from '../kysely.ts'

/** Keeps how a list is looked at, on this device only. */
export async function keepListView(db: Database, listId: string, view: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('list_views').where('id', '=', listId).execute()
    await tx.insertInto('list_views').values({ id: listId, view }).execute()
  })
}
