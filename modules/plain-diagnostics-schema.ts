import { addVitePlugin, createResolver, defineNuxtModule } from 'nuxt/kit'

/**
 * With diagnostics on, @powersync/nuxt 0.1.0 adds two tables to the app's schema and counts each bucket's operations in them. It does so in
 * a storage adapter of the tab, but the sync client runs in the SharedWorker with an adapter of its own: the tables stay
 * empty for ever. They are left out; the Inspector reads the counts that the core extension keeps itself (powersync/inspect/buckets.ts).
 */
export default defineNuxtModule({
  meta: { name: 'driftless:plain-diagnostics-schema' },
  setup(_options, nuxt) {
    const ours = createResolver(nuxt.options.rootDir).resolve('composables/sync/diagnostics-schema.ts')
    addVitePlugin({
      name: 'driftless:plain-diagnostics-schema',
      enforce: 'pre',
      resolveId(source: string, importer: string | undefined) {
        return source.endsWith('/usePowerSyncInspector.js') && importer?.includes('@powersync/nuxt') ? ours : undefined
      },
    })
    nuxt.hook('imports:extend', (imports) => {
      for (const entry of imports) if (entry.name === 'usePowerSyncInspector') entry.from = ours
    })
  },
})
