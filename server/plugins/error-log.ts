import { isError } from 'h3'
import { defineNitroPlugin } from '#imports'
import { logError } from '../http/request-log.ts'

/** Errors that no handler expected, pages' included, as a line with the request's id. What the client did wrong is not logged. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('error', (error, { event }) => {
    if (isError(error) && error.statusCode < 500) return
    if (event) logError(event, error)
    else console.error(JSON.stringify({ time: new Date().toISOString(), level: 'error', error: { name: error.name, message: error.message, stack: error.stack } }))
  })
})
