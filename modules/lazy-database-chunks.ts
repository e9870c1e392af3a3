import { defineNuxtModule } from 'nuxt/kit'

/**
 * Nuxt prefetches what a page may import later. Of the database that is some 500 kB a first visit of the front page
 * does not need: the VFS and wasm variants, of which a browser uses one, BSON and the WebSocket transport.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:lazy-database-chunks' },
  setup(_options, nuxt) {
    nuxt.hook('build:manifest', (manifest) => {
      for (const [key, entry] of Object.entries(manifest)) {
        if (/wa-sqlite|VFS|bson|websocket/i.test(`${key} ${entry.file}`)) Object.assign(entry, { prefetch: false, preload: false })
      }
    })
  },
})
