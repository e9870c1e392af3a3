import { say, secondsSince } from './bootstrap/say.mjs'
import { prepareNuxt } from './prepare-nuxt.ts'
import { runQuietly } from './program.ts'
import { packageProgram } from './root.ts'

/** A program that looks the source over, and what it is doing meanwhile. */
interface Check {
  readonly what: string
  readonly program: string
  readonly args: readonly string[]
}

export const eslint: Check = { what: 'checking the style', program: 'eslint', args: ['.', '--cache', '--cache-location=.cache/eslint', '--max-warnings=0'] }
export const knip: Check = { what: 'looking for what nobody uses', program: 'knip', args: [] }
export const vueTsc: Check = { what: 'checking the types of the app', program: 'vue-tsc', args: ['-b', '--noEmit'] }
export const tsc: Check = { what: 'checking the types of what Node runs', program: 'tsc', args: ['--noEmit', '--project', 'tsconfig.node.json'] }

/**
 * Runs every check, two at a time, for the tests.
 * @throws {StackError} `program_failed` with what the first failing one found.
 */
export async function checkStyleAndTypes(signal: AbortSignal): Promise<void> {
  const start = Date.now()
  // Types and lint rules of this project are generated.
  await prepareNuxt(signal)
  say('Checking style and types (about 40 seconds) …')
  const decided = new AbortController()
  const either = AbortSignal.any([signal, decided.signal])
  try {
    await Promise.all([inTurn([eslint, knip], either), inTurn([vueTsc, tsc], either)])
  }
  finally {
    // The first failure ends the other half.
    decided.abort()
  }
  say(`Style and types are clean (${secondsSince(start)}).`)
}

async function inTurn(checks: readonly Check[], signal: AbortSignal): Promise<void> {
  for (const { what, program, args } of checks) await runQuietly(what, packageProgram(program), args, { signal })
}
