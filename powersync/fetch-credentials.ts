import type { PowerSyncCredentials } from '@powersync/common'

/** Milliseconds. A connection that died without a word would be waited on for minutes. */
const patience = 20_000

export interface AccountCredentials extends PowerSyncCredentials {
  /** Whose session answered. */
  userId: string
}

/**
 * A fresh token and where to use it.
 *
 * @returns null when there is no session
 * @throws CredentialsError when there is no answer now: a reason to try again, none to sign out
 */
export async function fetchCredentials(baseUrl: string, request: RequestInit): Promise<AccountCredentials | null> {
  const response = await fetch(`${baseUrl}/api/powersync/credentials`, { ...request, cache: 'no-store', signal: AbortSignal.timeout(patience) }).catch((cause: unknown) => {
    throw new CredentialsError('The server could not be reached', { cause })
  })
  if (response.status === 401) return null
  if (!response.ok) throw new CredentialsError(`The server answered ${response.status}`)
  const body: unknown = await response.json()
  if (!isCredentials(body)) throw new CredentialsError('The server gave no usable credentials')
  return { endpoint: body.endpoint, token: body.token, expiresAt: new Date(body.expires_at), userId: body.user_id }
}

export class CredentialsError extends Error {
  override readonly name = 'CredentialsError'
  readonly code = 'no_credentials_now'
}

interface CredentialsBody {
  endpoint: string
  token: string
  expires_at: string
  user_id: string
}

function isCredentials(body: unknown): body is CredentialsBody {
  if (typeof body !== 'object' || body === null) return false
  const fields: Partial<Record<string, unknown>> = { ...body }
  return ['endpoint', 'token', 'expires_at', 'user_id'].every(name => typeof fields[name] === 'string')
}
