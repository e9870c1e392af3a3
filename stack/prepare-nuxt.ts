import { say } from './bootstrap/say.mjs'
import { runQuietly } from './program.ts'
import { packageProgram } from './root.ts'

/** Lets Nuxt write the types and the lint rules that it derives from the project (`.nuxt/`), a few seconds. */
export async function prepareNuxt(signal: AbortSignal): Promise<void> {
  say('Preparing types (about 5 seconds) …')
  await runQuietly('preparing types', packageProgram('nuxt'), ['prepare'], { signal })
}
