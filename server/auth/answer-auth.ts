import type { H3Event } from 'h3'
import { getRequestHeaders } from 'h3'
import { clientAddress } from '../http/client-address.ts'
import { isSecure, ownOrigin } from '../http/own-origin.ts'
import { readBytes } from '../http/read-json.ts'
import { useAuth } from './auth.ts'
import { inPlainWords } from './auth-messages.ts'
import { addressHeader } from './rate-limits.ts'

const maxBodyBytes = 64_000

/** Hands a request to better-auth under our public origin, and its answer back with errors that say what to do. */
export async function answerAuth(event: H3Event): Promise<Response> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(getRequestHeaders(event))) {
    if (value !== undefined && !/^(?:x-forwarded-|content-length$|transfer-encoding$)/.test(name)) headers.set(name, value)
  }
  headers.set(addressHeader, clientAddress(event))
  const hasBody = !['GET', 'HEAD'].includes(event.method)
  const bytes = hasBody ? await readBytes(event, maxBodyBytes) : undefined
  const body = bytes && bytes.length > 0 ? new Uint8Array(bytes) : undefined
  const request = new Request(new URL(event.path, ownOrigin(event)), { method: event.method, headers, body })
  return inPlainWords(await useAuth(isSecure(event)).handler(request))
}
