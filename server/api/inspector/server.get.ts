import { useDatabase } from '../../database/database.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { requireOperator } from '../../inspector/operator.ts'
import { readServerReport } from '../../inspector/server-report.ts'

/** How the server and the sync service are at this moment. For operators. */
export default apiHandler(async (event) => {
  requireOperator(event)
  return readServerReport(useDatabase())
})
