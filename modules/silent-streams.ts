import { addVitePlugin, createResolver, defineNuxtModule } from 'nuxt/kit'

const before = 'return fetch(resource, request);'

/**
 * Has the web SDK fetch its sync stream by `powersync/fetch-stream.ts`, in its workers and on the page: it has no option for that, nor a time-out of
 * its own.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:silent-streams' },
  setup(_options, nuxt) {
    const ours = createResolver(import.meta.url).resolve('../powersync/fetch-stream.ts')
    const plugin = {
      name: 'driftless:silent-streams',
      transform(code: string, id: string) {
        if (!id.includes('@powersync/web/lib/db/sync/WebRemote.js')) return
        if (!code.includes(before)) throw new Error('WebRemote of @powersync/web fetches in another way than modules/silent-streams.ts knows')
        const patched = code.replace('fetch({ resource, request }) {', 'fetch(options) {').replace(before, 'return fetchStream(options);')
        return { code: `import { fetchStream } from ${JSON.stringify(ours)};\n${patched}`, map: null }
      },
    }
    addVitePlugin(plugin, { client: true, server: false })
    // Workers are built apart.
    const { worker } = nuxt.options.vite
    nuxt.options.vite.worker = { ...worker, plugins: () => [...worker?.plugins?.() ?? [], plugin] }
  },
})
