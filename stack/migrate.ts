import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './root.ts'
import { StackError } from './stack-error.ts'
import { eachLine } from './supervisor/log.ts'

/**
 * Runs the migrations in a process of its own.
 * @throws {StackError} `migration_failed` with what it printed.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'server', 'database', 'migrate.ts')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words: string[] = []
  eachLine(child.stdout, line => void words.push(line))
  eachLine(child.stderr, line => void words.push(line))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new StackError('migration_failed', `The database could not be brought up to date. Nothing was changed.\n${words.map(line => `  ${line}`).join('\n')}`)
}
