import { getRouterParam } from 'h3'
import { sql } from 'kysely'
import { requireSession } from '../../../../auth/require-session.ts'
import { useDatabase } from '../../../../database/database.ts'
import { apiHandler } from '../../../../http/api-handler.ts'
import { requireOwnedList } from '../../../../invitations/require-owned-list.ts'

/** The open invitations of a list, newest first, without their links, which nobody can read again. Owners only. */
export default apiHandler(async (event) => {
  const me = await requireSession(event)
  const db = useDatabase()
  const listId = getRouterParam(event, 'id') ?? ''
  await requireOwnedList(db, me.id, listId)
  const invitations = await db.selectFrom('invitations').select(['id', 'role', 'email', 'created_at', 'expires_at'])
    .where('list_id', '=', listId).where('accepted_at', 'is', null).where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`).orderBy('created_at', 'desc').execute()
  return { invitations }
})
