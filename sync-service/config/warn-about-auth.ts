import type { Log } from './log.ts'
import type { AuthConfig } from './service-config.ts'

/** Says at the start what would otherwise show itself as the refusal of every client's token. */
export function warnAboutAuth({ keys, jwksUris, audiences }: AuthConfig, log: Log): void {
  const warn = (message: string) => log.warn(`No client can connect: ${message}`, { code: 'PSYNC_S2201' })
  if (keys.length === 0 && jwksUris.length === 0) warn('"client_auth" names no keys. Set "jwks_uri" to the address where they are served, or write them into "jwks.keys".')
  if (audiences.length === 0) warn('"client_auth.audience" is empty. Name the "aud" of the tokens that are accepted.')
}
