import { defineEventHandler, getRequestURL, getRouterParam } from 'h3'
import { environment } from '../../environment.ts'
import { ApiError } from '../../http/api-error.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { isPublicSyncPath, passToSyncService } from '../../http/sync-proxy.ts'
import { syncSocket } from '../../http/sync-socket.ts'

/** The embedded sync service under our own origin, so that one port and one certificate are enough. */
export default defineEventHandler({
  handler: apiHandler(async (event) => {
    const path = getRouterParam(event, 'path') ?? ''
    const upstream = environment.syncUpstream
    if (!upstream || !isPublicSyncPath(path)) throw new ApiError(404, 'not_found', 'There is nothing here.')
    return passToSyncService(event, new URL(`${upstream}/${path}${getRequestURL(event).search}`))
  }),
  websocket: syncSocket,
})
