import type { H3Event } from 'h3'
import { environment, EnvironmentError } from '../environment.ts'
import { ownOrigin } from './own-origin.ts'

/** Where browsers find the sync service: under our own origin if it is the embedded one. @throws {EnvironmentError} */
export function syncEndpoint(event: H3Event): string {
  const endpoint = environment.directSyncUrl ?? (environment.syncUpstream ? `${ownOrigin(event)}/powersync` : environment.syncUrl)
  if (endpoint) return endpoint
  throw new EnvironmentError('No sync service is named: set POWERSYNC_URL to its address, or start the app with `npm start`.')
}
