import { defineNitroPlugin } from '#imports'
import { dropFalseHost } from '../http/false-host.ts'

/** Before anything asks for the request's address; `middleware/host.ts` refuses it. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    event.context.falseHost = dropFalseHost(event.node.req.headers)
  })
})
