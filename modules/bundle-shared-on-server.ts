import { defineNuxtModule } from 'nuxt/kit'

/**
 * Nuxt 4.5 leaves `shared/` out of the bundle that renders pages, so that Nitro resolves it. A relative import of it
 * (the rooms that plain Node runs too cannot use aliases) is then written relative to the wrong folder, and the build
 * ends with "Could not resolve ../../../../shared/…". What is in `shared/` is small and without state: it is bundled.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:bundle-shared-on-server' },
  setup(_options, nuxt) {
    nuxt.hook('vite:extendConfig', (config, { isServer }) => {
      const options = config.build?.rolldownOptions
      if (isServer && options && Array.isArray(options.external)) options.external = options.external.filter(external => !namesShared(external))
    })
  },
})

function namesShared(external: string | RegExp): boolean {
  return typeof external === 'string' ? external === '#shared' : /[\\/]shared\\?\/?$/.test(external.source)
}
