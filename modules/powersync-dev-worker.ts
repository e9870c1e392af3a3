import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'

/**
 * In `nuxt dev` the web SDK's workers fail ("Error in database or sync worker"): their options carry `@vite-ignore`,
 * so Vite takes them for classic workers and prepends its environment by `importScripts`, which a module worker lacks.
 * They are module workers, and this says so to Vite.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:powersync-dev-worker' },
  setup() {
    addVitePlugin({
      name: 'driftless:powersync-dev-worker',
      apply: 'serve',
      enforce: 'post',
      transform(code: string, id: string) {
        if (!id.includes('@powersync/web/lib/worker/client.js')) return
        return { code: code.replaceAll('worker_file&type=ignore', 'worker_file&type=module'), map: null }
      },
    }, { client: true, server: false })
  },
})
