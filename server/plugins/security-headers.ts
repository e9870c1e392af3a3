import { randomBytes } from 'node:crypto'
import { setResponseHeader, setResponseHeaders } from 'h3'
import { defineNitroPlugin } from '#imports'
import { environment } from '../environment.ts'
import { commonHeaders, contentPolicy, hashesOf, withNonce } from '../http/content-policy.ts'
import { isSecure } from '../http/own-origin.ts'
import { requestId } from '../http/request-log.ts'

/** Headers on every answer, and on pages a content policy. In development Vite and the DevTools need more than it allows. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    setResponseHeader(event, 'x-request-id', requestId(event))
    if (!import.meta.dev) setResponseHeaders(event, commonHeaders(isSecure(event)))
  })
  nitro.hooks.hook('render:response', (response, { event }) => {
    if (import.meta.dev || !hasText(response)) return
    const direct = environment.directSyncUrl ?? (environment.syncUpstream ? undefined : environment.syncUrl)
    const syncOrigin = direct && new URL(direct).origin
    const inlineScripts = event.path === shell ? hashesOf(response.body) : [`'nonce-${nonceFor(response)}'`]
    setResponseHeader(event, 'content-security-policy', contentPolicy({ inlineScripts, syncOrigin }))
  })
})

/** The page that service workers keep (service-worker/files.ts). */
const shell = '/shell'

function hasText(response: { body?: unknown }): response is { body: string } {
  return typeof response.body === 'string'
}

function nonceFor(response: { body: string }): string {
  const nonce = randomBytes(16).toString('base64')
  response.body = withNonce(response.body, nonce)
  return nonce
}
