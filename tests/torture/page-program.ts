import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** in-page.ts and all it needs of the app, as one script. */
export async function pageProgram(): Promise<string> {
  const entry = fileURLToPath(new URL('in-page.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'esnext', lib: { entry, formats: ['iife'], name: 'driftlessTorture' } },
  })
  for (const result of Array.isArray(built) ? built : [built]) {
    if ('output' in result) return result.output[0].code
  }
  throw new Error('Nothing was built')
}
