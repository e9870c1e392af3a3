import { schedule } from './server/housekeeping/schedule.ts'

export default defineNuxtConfig({
  // Those in modules/ come after these and mend what @powersync/nuxt 0.1.0 breaks.
  modules: ['@nuxtjs/tailwindcss', '@nuxtjs/color-mode', '@powersync/nuxt', '@nuxt/eslint'],
  $production: {
    // The primitives page is for development.
    ignore: ['pages/dev/**'],
    // Every component of the app and of its packages is written with the Composition API.
    vite: { define: { __VUE_OPTIONS_API__: 'false' } },
  },
  devtools: { enabled: true },
  app: {
    head: {
      viewport: 'width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content',
      title: 'Driftless',
      link: [{ rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }],
    },
  },
  css: ['@fontsource-variable/inter', '~/assets/css/main.css'],
  colorMode: { classSuffix: '', storageKey: 'driftless-color-mode' },
  // The rooms of the house stand at the top level.
  srcDir: '.',
  serverDir: 'server',
  experimental: {
    // A request on every first page for route rules of which the browser needs none; a new build is found by the service worker.
    appManifest: false,
    // A link's page is loaded when it is pointed at, not when it is seen: what may come next is none of the first page's weight.
    defaults: { nuxtLink: { prefetchOn: { visibility: false, interaction: true } } },
  },
  compatibilityDate: '2026-11-01',
  nitro: {
    compressPublicAssets: true,
    // Node 22 and later run it; the default (ES2019) would refuse BigInt literals.
    esbuild: { options: { target: 'es2022' } },
    experimental: { tasks: true, websocket: true },
    scheduledTasks: schedule,
  },
  vite: {
    // It finds its workers and its wasm by URLs relative to its own files; pre-bundling moves those.
    optimizeDeps: {
      exclude: ['@powersync/web'],
      // Found one by one otherwise, each time with a reload of the page that is being looked at.
      include: ['@lucide/vue', '@powersync/common', '@powersync/vue', 'chrono-node/ar', 'chrono-node/de', 'chrono-node/en', 'fractional-indexing', 'kysely', 'uuidv7'],
    },
    worker: { format: 'es' },
  },
  typescript: {
    strict: true,
    tsConfig: { compilerOptions: { allowImportingTsExtensions: true, erasableSyntaxOnly: true } },
  },
  telemetry: false,
  eslint: { config: { stylistic: true } },
  powersync: { useDiagnostics: true, kysely: true },
  tailwindcss: { cssPath: '~/assets/css/main.css', viewer: false },
  // UnoCSS comes with @powersync/nuxt for its inspector only; the app's classes are Tailwind's.
  unocss: { autoImport: false },
})
