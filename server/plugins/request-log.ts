import { defineNitroPlugin } from '#imports'
import { logRequest } from '../http/request-log.ts'
import { noteRequest, requestEntry } from '../inspector/recent-requests.ts'

/** Each call of the API as a line with the request's id. Pages and files are a proxy's to log; sync streams are the sync service's. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    // Health is asked every few seconds, by machines.
    if (!event.path.startsWith('/api/') || event.path.startsWith('/api/health')) return
    const began = performance.now()
    event.node.res.once('close', () => {
      const milliseconds = performance.now() - began
      logRequest(event, milliseconds)
      if (import.meta.inspector) noteRequest(requestEntry(event, milliseconds))
    })
  })
})
