import { requireSession } from '../../auth/require-session.ts'
import { makeSyncCredentials, useSigningKeys } from '../../auth/sync-credentials.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { syncEndpoint } from '../../http/sync-endpoint.ts'

/** Where and as whom a device syncs: `{ endpoint, token, expires_at, user_id }`. */
export default apiHandler(async (event) => {
  const { id } = await requireSession(event)
  return makeSyncCredentials(useSigningKeys(), id, syncEndpoint(event))
})
