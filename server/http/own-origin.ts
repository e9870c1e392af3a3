import type { H3Event } from 'h3'
import { getRequestURL } from 'h3'
import { environment } from '../environment.ts'

/** The origin under which the person reached us: DRIFTLESS_PUBLIC_URL, or what the request (and the proxy before us) says. */
export function ownOrigin(event: H3Event): string {
  return environment.publicOrigin ?? requestOrigin(event)
}

/** Whether a browser's `Origin` is ours. */
export function isOwnOrigin(event: H3Event, origin: string): boolean {
  return origin === environment.publicOrigin || origin === requestOrigin(event)
}

/** Whether the person reached us over TLS. */
export function isSecure(event: H3Event): boolean {
  return ownOrigin(event).startsWith('https:')
}

function requestOrigin(event: H3Event): string {
  return getRequestURL(event, { xForwardedHost: true, xForwardedProto: true }).origin
}
