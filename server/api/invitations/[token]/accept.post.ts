import { getRouterParam } from 'h3'
import { requireSession } from '../../../auth/require-session.ts'
import { useDatabase } from '../../../database/database.ts'
import { apiHandler } from '../../../http/api-handler.ts'
import { acceptInvitation } from '../../../invitations/accept-invitation.ts'

/** Joins the list that a link invites to: `{ list_id }`. */
export default apiHandler(async (event) => {
  const me = await requireSession(event)
  return acceptInvitation(useDatabase(), me.id, getRouterParam(event, 'token') ?? '')
})
