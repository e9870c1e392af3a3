import { getRouterParam } from 'h3'
import { useDatabase } from '../../../database/database.ts'
import { apiHandler } from '../../../http/api-handler.ts'
import { readSession } from '../../../auth/require-session.ts'
import { findInvitation, usedInvitation } from '../../../invitations/find-invitation.ts'

/** What a link invites to, for whoever holds it, signed in or not: `{ list_name, list_icon, list_color, inviter_name, role, expires_at }`. */
export default apiHandler(async (event) => {
  const { accepted_by, id: _, list_id: __, ...preview } = await findInvitation(useDatabase(), getRouterParam(event, 'token') ?? '')
  if (accepted_by !== null && accepted_by !== (await readSession(event))?.id) throw usedInvitation()
  return preview
})
