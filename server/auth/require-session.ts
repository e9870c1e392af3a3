import type { H3Event } from 'h3'
import { appendResponseHeader, getRequestHeader } from 'h3'
import { ApiError } from '../http/api-error.ts'
import { isSecure } from '../http/own-origin.ts'
import { useAuth } from './auth.ts'

export interface SignedIn {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** The person who is signed in. @throws {ApiError} 401; 503 where that cannot be found out now */
export async function requireSession(event: H3Event): Promise<SignedIn> {
  const person = await readSession(event)
  if (!person) throw signedOut()
  return person
}

/** The answer to whoever has no session, or another account's. */
export function signedOut(): ApiError {
  return new ApiError(401, 'signed_out', 'You are signed out. Sign in to go on; what you wrote stays on this device until then.')
}

/** The person who is signed in, or undefined. */
export async function readSession(event: H3Event): Promise<SignedIn | undefined> {
  const cookie = getRequestHeader(event, 'cookie')
  if (!cookie) return undefined
  try {
    const { headers, response: session } = await useAuth(isSecure(event)).api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
    // Once a day the session is prolonged, and the cookie with it.
    for (const line of headers.getSetCookie()) appendResponseHeader(event, 'set-cookie', line)
    return session ? { id: session.user.id, name: session.user.name, email: session.user.email } : undefined
  }
  catch (cause) {
    throw new ApiError(503, 'unavailable', 'Your session cannot be looked up at the moment. Try again shortly.', { retryAfter: 5, cause })
  }
}
