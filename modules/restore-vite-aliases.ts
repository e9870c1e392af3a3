import { defineNuxtModule } from 'nuxt/kit'

/**
 * @powersync/nuxt 0.1.0 turns `vite.resolve.alias` into an array and adds `/^\.\/assets\/(.+)$/` to it. That takes
 * every relative `./assets/…` import of the app for its own, and @nuxt/test-utils, which merges an object, loses
 * Nuxt's aliases. The object is given back, without that entry: only the inspector's icon needs it.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:restore-vite-aliases' },
  setup(_options, nuxt) {
    const { alias } = nuxt.options.vite.resolve ?? {}
    if (!Array.isArray(alias)) return
    const named = alias.flatMap(({ find, replacement }) => typeof find === 'string' ? [[find, replacement]] : [])
    nuxt.options.vite.resolve = { ...nuxt.options.vite.resolve, alias: Object.fromEntries(named) }
  },
})
