import type { ModuleOptions } from '@vite-pwa/nuxt'
import type { ListedFile } from '../service-worker/messages'
import { addVitePlugin, defineNuxtModule, extendRouteRules, installModule } from 'nuxt/kit'
import { appManifest } from '../service-worker/app-manifest'

/**
 * The service worker of service-worker/: built by @vite-pwa/nuxt, with the list of the build's files written into it, and the
 * shell, a page that the server renders without content, the same for everybody (`/shell`).
 */
export default defineNuxtModule({
  meta: { name: 'driftless:offline-shell' },
  async setup(_options, nuxt) {
    // In development nothing must stand between the browser and Vite: plugins/offline-shell.client.ts sends a worker away.
    if (nuxt.options.dev || nuxt.options.test) return
    extendRouteRules('/shell', { ssr: false })
    nuxt.options.app.head.link = [
      ...nuxt.options.app.head.link ?? [],
      { rel: 'manifest', href: '/manifest.webmanifest' },
      { rel: 'apple-touch-icon', href: '/icons/apple-180.png' },
    ]

    const sqliteOfPages = new Set<string>()
    addVitePlugin({
      name: 'driftless:offline-shell',
      apply: 'build',
      generateBundle(_output, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && file.moduleIds.every(id => id.includes('@journeyapps/wa-sqlite'))) sqliteOfPages.add(`/${file.fileName}`)
        }
      },
    }, { client: true, server: false })

    const options: Partial<ModuleOptions> = {
      strategies: 'injectManifest',
      srcDir: 'service-worker',
      filename: 'sw.ts',
      manifest: appManifest,
      registerWebManifestInRouteRules: true,
      injectRegister: null,
      // Registered by plugins/offline-shell.client.ts, when the page has nothing better to do.
      client: { registerPlugin: false },
      injectManifest: {
        // Not every browser runs a worker that is a module.
        rollupFormat: 'iife',
        globPatterns: ['_nuxt/**/*.{js,css,wasm,woff2}', 'favicon.svg'],
        // The default, 2 MiB, silently leaves SQLite out.
        maximumFileSizeToCacheInBytes: 8_000_000,
        manifestTransforms: [entries => ({
          manifest: [
            ...entries.flatMap(({ url, revision }) => listed(`/${url}`, revision, sqliteOfPages)),
            { url: '/shell', revision: nuxt.options.buildId, size: 0 },
          ],
        })],
      },
      integration: {
        configureCustomSWViteBuild(options) {
          options.define = { ...options.define, __BUILD__: JSON.stringify(nuxt.options.buildId) }
        },
      },
    }
    await installModule('@vite-pwa/nuxt', options)
  },
})

/** The entry of one file, or none where no browser ever asks for it. */
function listed(url: string, revision: string | null, sqliteOfPages: ReadonlySet<string>): (ListedFile & { size: number })[] {
  const name = url.slice(url.lastIndexOf('/') + 1)
  const kind = kindOf(name)
  // SQLite runs in its worker, which brings its own copy of these.
  if (kind === 'never' || sqliteOfPages.has(url)) return []
  return [{ url, revision: url.startsWith('/_nuxt/') ? null : revision, ...kind && { kind }, size: 0 }]
}

function kindOf(name: string): ListedFile['kind'] | 'never' {
  // Encryption, storage that no browser is given, and a transport that is not used.
  if (/^mc-wa-sqlite|^AccessHandlePoolVFS|^OPFSWriteAheadVFS|^websockets/.test(name)) return 'never'
  if (/^wa-sqlite-async|^IDBBatchAtomicVFS/.test(name)) return 'sqlite-async'
  if (/^wa-sqlite|^OPFSCoopSyncVFS/.test(name)) return 'sqlite-sync'
  // Subsets of the font that texts in German and English do without; whoever reads others keeps theirs.
  if (/\.woff2$/.test(name) && !/-latin(-ext)?-/.test(name)) return 'when-used'
  return undefined
}
