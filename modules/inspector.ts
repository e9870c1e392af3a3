import type { Nuxt } from 'nuxt/schema'
import { addCustomTab } from '@nuxt/devtools-kit'
import { addTypeTemplate, createResolver, defineNuxtModule, extendPages, extendRouteRules } from 'nuxt/kit'

const address = '/__powersync-inspector'

/**
 * The Inspector, where PowerSync developers look inside: a page of the app and the same as a tab of Nuxt DevTools. It is there in
 * development, and in a production build only when that was asked for at build time (`NUXT_INSPECTOR=1`).
 *
 * The tab's address is a path, so that it opens under whatever host and port the app is looked at: another origin would be another
 * database. Version 3 of the DevTools and version 4 both take it from `addCustomTab`.
 *
 * What the app does for the Inspector outside of its own folders stands behind `import.meta.inspector`, which is a constant of the build:
 * where it is false, the bundler leaves all of it out.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:inspector' },
  setup(_options, nuxt) {
    const isPresent = hasInspector(nuxt)
    const constant = { 'import.meta.inspector': JSON.stringify(isPresent) }
    nuxt.options.vite.define = { ...nuxt.options.vite.define, ...constant }
    nuxt.options.nitro.replace = { ...nuxt.options.nitro.replace, ...constant }
    addTypeTemplate({ filename: 'types/inspector.d.ts', getContents: () => constantType }, { nuxt: true, nitro: true, node: true })
    if (!isPresent) return

    // Found one by one otherwise, each time with a reload of the page that is being looked at.
    nuxt.options.vite.optimizeDeps = { ...nuxt.options.vite.optimizeDeps, include: [...nuxt.options.vite.optimizeDeps?.include ?? [], ...bundled] }
    const { resolve } = createResolver(nuxt.options.rootDir)
    extendPages((pages) => {
      pages.push({ name: 'inspector', path: address, file: resolve('components/inspector/InspectorPage.vue'), meta: { layout: false } })
    })
    // It reads the browser's own database: there is nothing that a server could render.
    extendRouteRules(address, { ssr: false })
    addCustomTab({
      name: 'driftless-inspector',
      title: 'PowerSync Inspector',
      icon: '/favicon.svg',
      category: 'app',
      view: { type: 'iframe', src: address },
    }, nuxt)
  },
})

/** Whether the Inspector is part of this build. */
export function hasInspector({ options }: Nuxt): boolean {
  return options.dev || Boolean(options.test) || process.env.NUXT_INSPECTOR === '1'
}

const bundled = ['@powersync/shared-internals', 'codemirror', '@codemirror/lang-sql', '@codemirror/language', '@codemirror/state', '@codemirror/view', '@lezer/highlight']

const constantType = `declare global {
  interface ImportMeta {
    /** The Inspector is part of this build: in development, and where NUXT_INSPECTOR=1 was set. Undefined where plain Node runs the file. */
    readonly inspector: boolean
  }
}

export {}
`
