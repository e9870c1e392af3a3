import { setResponseHeader } from 'h3'
import { useSigningKeys } from '../../auth/sync-credentials.ts'
import { apiHandler } from '../../http/api-handler.ts'

/** The public keys of sync tokens, for sync services. A successor is in here long before it signs. */
export default apiHandler(async (event) => {
  const keys = await useSigningKeys().published()
  setResponseHeader(event, 'cache-control', 'public, max-age=60')
  return keys
})
