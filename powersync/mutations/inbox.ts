import type { Database } from '../kysely.ts'
import { inboxId, inboxName } from '../../shared/inbox.ts'

/** Makes the person's Inbox before something goes into it. Made here although another device has it already, it becomes the same row. */
export async function ensureInbox(tx: Database, me: string): Promise<void> {
  const id = inboxId(me)
  const present = await tx.selectFrom('lists').select('id').where('id', '=', id).executeTakeFirst()
  if (present) return
  const now = new Date().toISOString()
  await tx.insertInto('lists').values({ id, owner_id: me, name: inboxName, icon: 'inbox', color: null, archived_at: null, deleted_at: null, created_at: now, updated_at: now }).execute()
}
