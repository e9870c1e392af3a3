import { fileURLToPath } from 'node:url'
import { defineVitestProject } from '@nuxt/test-utils/config'
import { defineConfig } from 'vitest/config'

const rootDir = fileURLToPath(new URL('.', import.meta.url))
const alias = { '~': rootDir, '@': rootDir }

export default defineConfig({
  test: {
    // The machine's two cores belong to whatever runs first; the projects below say how much they take.
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        // Tests wait for conditions; the time-outs are for a machine that does much else besides.
        test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
      },
      await defineVitestProject({
        test: {
          name: 'nuxt',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          environment: 'nuxt',
          include: ['tests/nuxt/**/*.test.ts'],
          setupFiles: ['tests/nuxt/setup.ts'],
          environmentOptions: {
            nuxt: {
              rootDir,
              domEnvironment: 'happy-dom',
              // A component is given a real database by its test; the browser's own is not opened here.
              // The manifest of builds lies in .nuxt, where another command may be writing anew.
              overrides: { ignore: ['plugins/powersync.client.ts'], devtools: { enabled: false }, experimental: { appManifest: false } },
            },
          },
        },
      }),
      {
        resolve: { alias },
        test: {
          name: 'service',
          environment: 'node',
          include: ['tests/service/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Each file starts a Postgres of its own.
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts', 'tests/browsers/**/*.test.ts'],
          globalSetup: ['tests/e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // One stack, one browser.
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
})
