export default defineNuxtConfig({
  modules: ['@nuxtjs/tailwindcss', '@nuxtjs/color-mode', '@powersync/nuxt', '@nuxt/eslint'],
  devtools: { enabled: true },
  app: {
    head: {
      htmlAttrs: { lang: 'en' },
      viewport: 'width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content',
      title: 'Driftless',
    },
  },
  css: ['@fontsource-variable/inter', '~/assets/css/main.css'],
  // The first letter of a file's path says its room; the rooms stay at the top level.
  srcDir: '.',
  serverDir: 'server',
  compatibilityDate: '2026-11-01',
  nitro: {
    compressPublicAssets: true,
    experimental: { tasks: true },
  },
  vite: {
    optimizeDeps: { exclude: ['@powersync/web'] },
    worker: { format: 'es' },
  },
  typescript: {
    strict: true,
    tsConfig: { compilerOptions: { allowImportingTsExtensions: true, erasableSyntaxOnly: true } },
  },
  telemetry: false,
  colorMode: { classSuffix: '', storageKey: 'driftless-color-mode' },
  eslint: { config: { stylistic: true } },
  tailwindcss: { cssPath: '~/assets/css/main.css', viewer: false },
})
