import { addVitePlugin, createResolver, defineNuxtModule } from 'nuxt/kit'

/**
 * With diagnostics on, @powersync/nuxt 0.1.0 prints every debug record to the console and writes each into
 * sessionStorage without limit, until the browser's quota is spent. Its logger is replaced by ours, which keeps
 * the last few hundred in memory and prints warnings and errors.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:quiet-diagnostics' },
  setup(_options, nuxt) {
    const ours = createResolver(nuxt.options.rootDir).resolve('composables/sync/diagnostics-logger.ts')
    addVitePlugin({
      name: 'driftless:quiet-diagnostics',
      enforce: 'pre',
      resolveId(source: string, importer: string | undefined) {
        return source.endsWith('/useDiagnosticsLogger.js') && importer?.includes('@powersync/nuxt') ? ours : undefined
      },
    })
    nuxt.hook('imports:extend', (imports) => {
      for (const entry of imports) if (entry.name === 'useDiagnosticsLogger') entry.from = ours
    })
  },
})
