import { setResponseStatus } from 'h3'
import { useDatabase } from '../database/database.ts'
import { environment } from '../environment.ts'
import { apiHandler } from '../http/api-handler.ts'
import { readHealth } from '../http/health.ts'

/** 200 where every part answers, else 503: `{ status, version, checks }`. */
export default apiHandler(async (event) => {
  const health = await readHealth(useDatabase(), environment.syncUpstream ?? environment.syncUrl)
  if (health.status !== 'ok') setResponseStatus(event, 503)
  return health
})
