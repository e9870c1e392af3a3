import { getRouterParam } from 'h3'
import { sql } from 'kysely'
import { requireSession } from '../../../../auth/require-session.ts'
import { useDatabase } from '../../../../database/database.ts'
import { ApiError } from '../../../../http/api-error.ts'
import { apiHandler } from '../../../../http/api-handler.ts'
import { requireOwnedList } from '../../../../invitations/require-owned-list.ts'
import { isUuid } from '../../../../uploads/values.ts'

/** Takes an invitation back: its link stops working. Owners only; again is fine. */
export default apiHandler(async (event) => {
  const me = await requireSession(event)
  const db = useDatabase()
  const listId = getRouterParam(event, 'id') ?? ''
  const id = getRouterParam(event, 'invitation') ?? ''
  await requireOwnedList(db, me.id, listId)
  const revoked = isUuid(id) && await db.updateTable('invitations').set({ revoked_at: sql<Date>`coalesce(revoked_at, now())` })
    .where('id', '=', id).where('list_id', '=', listId).returning('id').executeTakeFirst()
  if (!revoked) throw new ApiError(404, 'not_found', 'There is no such invitation to this list.')
  return { id }
})
