import { getRouterParam, setResponseStatus } from 'h3'
import { z } from 'zod'
import { roles } from '../../../../../shared/tables/list-members.ts'
import { requireSession } from '../../../../auth/require-session.ts'
import { useDatabase } from '../../../../database/database.ts'
import { apiHandler } from '../../../../http/api-handler.ts'
import { ownOrigin } from '../../../../http/own-origin.ts'
import { readValid } from '../../../../http/read-valid.ts'
import { createInvitation } from '../../../../invitations/create-invitation.ts'

const body = z.object({ role: z.enum(roles), email: z.email().max(254).nullish().transform(email => email ?? undefined) })

/** Invites somebody by a link: `{ role, email? }` → `{ id, url }`. Owners only. */
export default apiHandler(async (event) => {
  const me = await requireSession(event)
  const wanted = await readValid(event, body)
  const { id, token } = await createInvitation(useDatabase(), me.id, getRouterParam(event, 'id') ?? '', wanted)
  setResponseStatus(event, 201)
  return { id, url: `${ownOrigin(event)}/invite/${token}` }
})
