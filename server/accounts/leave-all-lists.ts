import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'

/**
 * What happens to lists when their owner deletes the account: a list that others are members of goes to another owner, else to
 * the editor, else to the viewer who is in it longest; a list of nobody else's is deleted. The rest goes with the account itself.
 */
export async function leaveAllLists(db: Kysely<Database>, userId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const owned = await tx.selectFrom('list_members').select('list_id').where('user_id', '=', userId).where('role', '=', 'owner').execute()
    const made = await tx.selectFrom('lists').select('id as list_id').where('owner_id', '=', userId).execute()
    for (const listId of new Set([...owned, ...made].map(row => row.list_id))) await handOver(tx, listId, userId)
    await tx.updateTable('todos').set({ assignee_id: null, updated_at: sql`now()` }).where('assignee_id', '=', userId).execute()
  })
}

async function handOver(tx: Transaction<Database>, listId: string, userId: string): Promise<void> {
  const others = await tx.selectFrom('list_members').select(['id', 'user_id', 'role'])
    .where('list_id', '=', listId).where('user_id', '!=', userId).orderBy('created_at').orderBy('id').forUpdate().execute()
  const heir = ['owner', 'editor', 'viewer'].map(role => others.find(other => other.role === role)).find(other => other !== undefined)
  if (!heir) {
    await tx.deleteFrom('lists').where('id', '=', listId).execute()
    return
  }
  if (heir.role !== 'owner') await tx.updateTable('list_members').set({ role: 'owner', updated_at: sql`now()` }).where('id', '=', heir.id).execute()
  await tx.updateTable('lists').set({ owner_id: heir.user_id, updated_at: sql`now()` }).where('id', '=', listId).where('owner_id', '=', userId).execute()
}
