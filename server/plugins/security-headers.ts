import { randomBytes } from 'node:crypto'
import { setResponseHeader, setResponseHeaders } from 'h3'
import { defineNitroPlugin } from '#imports'
import { environment } from '../environment.ts'
import { commonHeaders, contentPolicy, withNonce } from '../http/content-policy.ts'
import { isSecure } from '../http/own-origin.ts'
import { requestId } from '../http/request-log.ts'

/** Headers on every answer, and on pages a content policy. In development Vite and the DevTools need more than it allows. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    setResponseHeader(event, 'x-request-id', requestId(event))
    if (!import.meta.dev) setResponseHeaders(event, commonHeaders(isSecure(event)))
  })
  nitro.hooks.hook('render:response', (response, { event }) => {
    if (import.meta.dev || typeof response.body !== 'string') return
    const nonce = randomBytes(16).toString('base64')
    const direct = environment.directSyncUrl ?? (environment.syncUpstream ? undefined : environment.syncUrl)
    response.body = withNonce(response.body, nonce)
    setResponseHeader(event, 'content-security-policy', contentPolicy({ nonce, syncOrigin: direct && new URL(direct).origin }))
  })
})
