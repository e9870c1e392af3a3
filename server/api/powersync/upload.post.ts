import { getRequestHeader } from 'h3'
import { uploadLimits } from '../../../shared/limits.ts'
import { requireSession, signedOut } from '../../auth/require-session.ts'
import { useDatabase } from '../../database/database.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { readJson } from '../../http/read-json.ts'
import { applyUpload } from '../../uploads/apply-upload.ts'
import { readUpload } from '../../uploads/read-upload.ts'

/** Takes what a device wrote: `{ client_id, transactions }` → `{ results }`, durable in Postgres when it answers. */
export default apiHandler(async (event) => {
  const { id } = await requireSession(event)
  // The cookie is the browser's, the edits are one account's: somebody else may have signed in beside a tab that has not heard of it.
  if ((getRequestHeader(event, 'x-driftless-account') ?? id) !== id) throw signedOut()
  const { value, bytes } = await readJson(event, uploadLimits.requestBytes)
  const upload = readUpload(value, bytes)
  return { results: await applyUpload(useDatabase(), id, upload) }
})
