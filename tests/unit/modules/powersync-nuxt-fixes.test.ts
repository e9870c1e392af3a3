import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const upstream = (path: string) => readFile(new URL(`../../../node_modules/@powersync/${path}`, import.meta.url), 'utf8')

/** Each of modules/ mends one thing. When one of these fails, upstream has changed: look whether its module can go. */
test('the module still turns Vite’s aliases into an array (modules/restore-vite-aliases)', async () => {
  expect(await upstream('nuxt/dist/module.mjs')).toContain('nuxt.options.vite.resolve.alias = aliasArray')
})

test('the web SDK still hides its workers’ type from Vite (modules/powersync-dev-worker)', async () => {
  expect(await upstream('web/lib/worker/client.js')).toMatch(/SharedWorker\(new URL\('\.\/worker\.js', import\.meta\.url\), \{\s*\/\* @vite-ignore \*\//)
})

test('the module still registers its inspector whatever the build (modules/without-powersync-inspector)', async () => {
  const module = await upstream('nuxt/dist/module.mjs')
  for (const part of ['/__powersync-inspector', 'addLayout(', 'addComponentsDir(', './runtime/plugin.client']) expect(module).toContain(part)
  expect(module).not.toMatch(/if \(.*(nuxt\.options\.dev|useDiagnostics)\)/)
})

test('the module still logs without limit into sessionStorage (modules/quiet-diagnostics)', async () => {
  const logger = await upstream('nuxt/dist/runtime/composables/useDiagnosticsLogger.js')
  expect(logger).toContain('unstorage/drivers/session-storage')
  expect(await upstream('nuxt/dist/runtime/utils/NuxtPowerSyncDatabase.js')).toContain('../composables/useDiagnosticsLogger.js')
})

test('the module still adds tables for counts that a shared worker never fills in (modules/plain-diagnostics-schema)', async () => {
  expect(await upstream('nuxt/dist/runtime/utils/NuxtPowerSyncDatabase.js')).toContain('...diagnosticsSchema.tables')
  expect(await upstream('web/lib/worker/sync/SharedSyncImplementation.js')).toContain('adapter: new SqliteBucketStorage(this.database')
})

test('the module still ties its tab in the DevTools to localhost and the configured port (modules/inspector)', async () => {
  expect(await upstream('nuxt/dist/module.mjs')).toContain('`http://localhost:${port}/__powersync-inspector`')
})

test('the Nuxt database still insists on a SharedWorker with diagnostics on (plugins/powersync/open-database)', async () => {
  expect(await upstream('nuxt/dist/runtime/utils/NuxtPowerSyncDatabase.js')).toContain('options.database.enableMultiTabs = true')
})
