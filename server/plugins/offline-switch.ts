import { eventHandler, setResponseHeaders } from 'h3'
import { defineNitroPlugin } from '#imports'
import { environment } from '../environment.ts'
import { leavingWorker } from '../http/leaving-worker.ts'

/**
 * The operator's brake: with DRIFTLESS_OFFLINE_SHELL=off a browser that asks for the service worker gets one that removes itself. Browsers
 * ask at every page, so that also one that no page of ours can load any more is reached.
 */
export default defineNitroPlugin((nitro) => {
  if (environment.hasOfflineShell) return
  // Before all others: files of the build are answered before any route, and by their own paths whatever a hook says.
  nitro.h3App.stack.unshift({
    route: '/',
    match: path => path.replace(/\?.*/, '') === '/sw.js',
    handler: eventHandler((event) => {
      setResponseHeaders(event, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' })
      return leavingWorker
    }),
  })
})
