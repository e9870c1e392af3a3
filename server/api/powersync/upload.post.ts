import { uploadLimits } from '../../../shared/limits.ts'
import { requireSession } from '../../auth/require-session.ts'
import { useDatabase } from '../../database/database.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { readJson } from '../../http/read-json.ts'
import { applyUpload } from '../../uploads/apply-upload.ts'
import { readUpload } from '../../uploads/read-upload.ts'

/** Takes what a device wrote: `{ client_id, transactions }` → `{ results }`, durable in Postgres when it answers. */
export default apiHandler(async (event) => {
  const { id } = await requireSession(event)
  const { value, bytes } = await readJson(event, uploadLimits.requestBytes)
  const upload = readUpload(value, bytes)
  return { results: await applyUpload(useDatabase(), id, upload) }
})
