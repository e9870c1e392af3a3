import { getRouterParam, setResponseStatus } from 'h3'
import { z } from 'zod'
import { roles } from '../../../../../shared/tables/list-members.ts'
import { requireSession } from '../../../../auth/require-session.ts'
import { useDatabase } from '../../../../database/database.ts'
import { apiHandler } from '../../../../http/api-handler.ts'
import { ownOrigin } from '../../../../http/own-origin.ts'
import { letterWords } from '../../../../mail/letter-words.ts'
import { readValid } from '../../../../http/read-valid.ts'
import { createInvitation } from '../../../../invitations/create-invitation.ts'
import { mailInvitation } from '../../../../invitations/mail-invitation.ts'

const body = z.object({ role: z.enum(roles), email: z.email().max(254).nullish().transform(email => email ?? undefined) })

/** Invites somebody by a link: `{ role, email? }` → `{ id, url, mailed }`. Owners only. */
export default apiHandler(async (event) => {
  const me = await requireSession(event)
  const wanted = await readValid(event, body)
  const db = useDatabase()
  const listId = getRouterParam(event, 'id') ?? ''
  const { id, token } = await createInvitation(db, me.id, listId, wanted)
  const url = `${ownOrigin(event)}/invite/${token}`
  const mailed = wanted.email !== undefined && await mailInvitation(db, { inviter: me, listId, email: wanted.email, url, words: letterWords(event.headers) })
  setResponseStatus(event, 201)
  return { id, url, mailed }
})
