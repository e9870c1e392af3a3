import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../stack/root.ts'

/** What a release may well bring: a new column, in Postgres and on every device, and code that writes it. */
const changes: readonly { file: string, from: string, to: string }[] = [
  { file: 'shared/tables/todos.ts', from: '    labels: {', to: '    estimate: { kind: \'integer\', nullable: true, writer: \'update\', min: 0, max: 1_000 },\n    labels: {' },
  { file: 'powersync/mutations/new-todo.ts', from: '    labels: \'[]\',', to: '    labels: \'[]\',\n    estimate: 30,' },
  { file: 'server/database/migrations/index.ts', from: '\n}\n', to: '\n  \'9999-estimate\': { up: estimate },\n}\n' },
  { file: 'server/database/migrations/index.ts', from: '\n\n/**', to: '\nimport { up as estimate } from \'./9999-estimate.ts\'\n\n/**' },
]

const migration = `import type { Kysely } from 'kysely'
import { runStatements } from './statements.ts'

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, ['ALTER TABLE todos ADD COLUMN estimate integer'])
}
`

/** Not part of a release: what builds, tests and runs leave behind. */
const leftBehind = new Set(['.git', '.nuxt', '.output', '.data', '.cache', 'node_modules', 'coverage', 'test-results'])

/** Where {@link buildNextVersion} puts it. */
export const nextVersion = join(root, '.cache', 'next-version')

/** Makes a copy of the project, changed as by a release, and builds it. */
export function buildNextVersion(): void {
  const directory = nextVersion
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  for (const name of readdirSync(root)) if (!leftBehind.has(name)) cpSync(join(root, name), join(directory, name), { recursive: true })
  // The same files once more, without the room that they take.
  execFileSync('cp', ['-RPl', join(root, 'node_modules'), join(directory, 'node_modules')])
  rmSync(join(directory, 'node_modules', '.cache'), { recursive: true, force: true })
  for (const { file, from, to } of changes) {
    const path = join(directory, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)} any more: the next version cannot be made of it`)
    writeFileSync(path, text.replace(from, to))
  }
  writeFileSync(join(directory, 'server/database/migrations/9999-estimate.ts'), migration)
  execFileSync(process.execPath, [join(directory, 'stack', 'run.mjs'), 'build'], { cwd: directory, stdio: 'inherit' })
}
