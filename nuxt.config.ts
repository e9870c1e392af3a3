export default defineNuxtConfig({
  // Those in modules/ come after these and mend what @powersync/nuxt 0.1.0 breaks.
  modules: ['@nuxtjs/tailwindcss', '@nuxtjs/color-mode', '@powersync/nuxt', '@nuxt/eslint'],
  $production: {
    // The primitives page is for development.
    ignore: ['pages/dev/**'],
  },
  devtools: { enabled: true },
  app: {
    head: {
      htmlAttrs: { lang: 'en' },
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
  compatibilityDate: '2026-11-01',
  nitro: {
    compressPublicAssets: true,
    // Node 22 and later run it; the default (ES2019) would refuse BigInt literals.
    esbuild: { options: { target: 'es2022' } },
    experimental: { tasks: true, websocket: true },
    // Every night, what was deleted long ago.
    scheduledTasks: { '17 3 * * *': ['purge'] },
  },
  vite: {
    // It finds its workers and its wasm by URLs relative to its own files; pre-bundling moves those.
    optimizeDeps: {
      exclude: ['@powersync/web'],
      // Found one by one otherwise, each time with a reload of the page that is being looked at.
      include: ['@lucide/vue', '@powersync/common', '@powersync/vue', 'chrono-node/en', 'fractional-indexing', 'kysely', 'uuidv7'],
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
