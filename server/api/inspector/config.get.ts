import { useDatabase } from '../../database/database.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { syncEndpoint } from '../../http/sync-endpoint.ts'
import { readConfigReport } from '../../inspector/config-report.ts'
import { requireOperator } from '../../inspector/operator.ts'

/** How everything is configured, without secrets. For operators. */
export default apiHandler(async (event) => {
  requireOperator(event)
  return readConfigReport(useDatabase(), syncEndpoint(event))
})
