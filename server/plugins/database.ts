import { defineNitroPlugin } from '#imports'
import { closeDatabase } from '../database/database.ts'

/** Running queries end before the server does. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('close', closeDatabase)
})
