import type { Hash } from 'node:crypto'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, secondsSince } from './bootstrap/say.mjs'
import { withSetupLock } from './bootstrap/setup-lock.mjs'
import { runQuietly } from './program.ts'
import { packageProgram, root } from './root.ts'

/** What at the project's root the build does not read. Anything new counts as read. */
const unread = new Set(['.git', '.github', '.ci', '.nuxt', '.output', '.data', '.cache', 'node_modules', 'stack', 'sync-service', 'tests', 'bench', 'docs', 'deploy', 'coverage', 'test-results', 'README.md', 'LICENSE', 'eslint.config.mjs', 'vitest.config.ts', 'tsconfig.node.json', 'knip.json'])

const output = join(root, '.output')
const stampFile = join(output, '.driftless-build')

/** Vitest, which may be what builds, tells every program below it that it runs under a test. */
const builds = { NODE_ENV: 'production', TEST: undefined, VITEST: undefined }

/** The built server's file. */
export const builtApp = join(output, 'server', 'index.mjs')

/** Builds the app unless the last build was made from the same files. A build that was interrupted counts as none. */
export async function ensureBuild(signal: AbortSignal): Promise<void> {
  if (isCurrent()) return
  await withSetupLock(root, async () => {
    if (!isCurrent()) await build(signal)
  })
}

/** Builds the app in any case. */
export async function buildApp(signal: AbortSignal): Promise<void> {
  await withSetupLock(root, () => build(signal))
}

async function build(signal: AbortSignal) {
  const start = Date.now()
  const stamp = hashSources()
  say('Building the app (about half a minute) …')
  rmSync(stampFile, { force: true })
  await runQuietly('building the app', packageProgram('nuxt'), ['build'], { signal, environment: { ...process.env, ...builds } })
  writeFileSync(stampFile, stamp)
  say(`Built the app in ${secondsSince(start)}.`)
}

function isCurrent(): boolean {
  return existsSync(builtApp) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hashSources()
}

function hashSources(): string {
  // A build with the Inspector is another one, from the same files.
  const hash = createHash('sha256').update(`${process.version} ${process.env.NUXT_INSPECTOR === '1'}`)
  for (const entry of entriesOf(root)) if (!unread.has(entry.name) && !entry.name.startsWith('.env') && !entry.name.endsWith('.log')) addEntry(hash, root, entry)
  return hash.digest('hex')
}

function addEntry(hash: Hash, directory: string, entry: { name: string, isDirectory(): boolean }) {
  const path = join(directory, entry.name)
  hash.update(`${path.slice(root.length)}\0`)
  if (entry.isDirectory()) for (const inner of entriesOf(path)) addEntry(hash, path, inner)
  else hash.update(readFileSync(path))
}

function entriesOf(directory: string) {
  return readdirSync(directory, { withFileTypes: true }).filter(entry => entry.isFile() || entry.isDirectory()).sort((a, b) => a.name < b.name ? -1 : 1)
}
