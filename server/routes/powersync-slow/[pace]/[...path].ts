import { getRequestURL, getRouterParam } from 'h3'
import { setTimeout as pause } from 'node:timers/promises'
import { environment } from '../../../environment.ts'
import { ApiError } from '../../../http/api-error.ts'
import { apiHandler } from '../../../http/api-handler.ts'
import { isPublicSyncPath, passToSyncService } from '../../../http/sync-proxy.ts'
import { parsePace, throttle } from '../../../inspector/slow-link.ts'

/** The embedded sync service as over a slow network, for whoever connects here: `/powersync-slow/400-50000/sync/stream`. */
export default apiHandler(async (event) => {
  const path = getRouterParam(event, 'path') ?? ''
  const pace = parsePace(getRouterParam(event, 'pace') ?? '')
  const upstream = environment.syncUpstream
  if (!upstream || !pace || !isPublicSyncPath(path)) throw new ApiError(404, 'not_found', 'There is nothing here.')
  await pause(pace.delay)
  return passToSyncService(event, new URL(`${upstream}/${path}${getRequestURL(event).search}`), answer => throttle(answer, pace))
})
