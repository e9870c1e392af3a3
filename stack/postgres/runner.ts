import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StackError } from '../stack-error.ts'
import { binariesIn } from './binaries.ts'

/** How a program of Postgres is started so that it runs as the chosen account and reaches its files. */
export interface Runner {
  readonly binaries: Binaries
  readonly account: Account | undefined
  readonly uid?: number
  readonly gid?: number
  /** Goes before the program's path. */
  readonly prefix: readonly string[]
}

/**
 * Finds a way for `account` to reach the binaries and the data directory, also when they lie below a directory that is
 * closed to it (a clone in root's home or in `mktemp -d`): by itself, with the right to read or to pass everywhere kept over
 * the change of account (Linux), or from a copy of the binaries inside the data directory.
 * @throws {StackError} `unreachable` with the way out when none works.
 */
export function findRunner(account: Account | undefined, binaries: Binaries, dataDir: string): Runner {
  if (!account) return { binaries, account, prefix: [] }
  const plain = { account, uid: account.uid, gid: account.gid, prefix: [] }
  const runner = [
    { ...plain, binaries },
    keeping('dac_read_search', account, binaries),
    keeping('dac_override', account, binaries),
  ].find(candidate => reaches(candidate, dataDir))
  if (runner) return runner
  if (reachesDirectory(plain, dataDir)) {
    const copy = { ...plain, binaries: copyBinaries(binaries, dataDir) }
    if (reaches(copy, dataDir)) return copy
  }
  throw new StackError('unreachable', `Postgres cannot run as root, and the account "${account.name}" cannot reach ${dataDir}. Start Driftless as an ordinary user, or keep its data where every account may pass, for example: DRIFTLESS_DATA_DIR=/var/lib/driftless npm start`)
}

/**
 * `no_setuid_fixup` matters: Postgres looks for its own files with access(2), for which the kernel drops the rights of a
 * process that is not root unless this bit is set.
 */
function keeping(capability: string, account: Account, binaries: Binaries): Runner {
  return {
    binaries,
    account,
    prefix: [
      'setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup',
      `--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`, `--bounding-set=-all,+${capability}`, '--',
    ],
  }
}

/** Everything is tried from a shell: setpriv itself still has rights that what it starts has not. */
function reaches(runner: Runner, dataDir: string): boolean {
  const { root, postgres, initdb } = runner.binaries
  const script = 'postgres=$1 initdb=$2; shift 2; for place; do test -x "$place" || exit 1; done; "$postgres" -V && "$initdb" -V'
  return run(runner, ['/bin/sh', '-c', script, 'sh', postgres, initdb, dataDir, join(root, 'lib'), join(root, 'share', 'postgresql')])
}

function reachesDirectory(runner: Omit<Runner, 'binaries'>, directory: string): boolean {
  return run(runner, ['/bin/sh', '-c', 'test -x "$0"', directory])
}

function run(runner: Omit<Runner, 'binaries'>, command: string[]): boolean {
  const [program = '', ...args] = [...runner.prefix, ...command]
  return spawnSync(program, args, { cwd: '/', stdio: 'ignore', ...identityOf(runner) }).status === 0
}

/** The options of `spawn` that make the child run as the runner's account. */
export function identityOf(runner: Omit<Runner, 'binaries'>): { uid?: number, gid?: number } {
  return runner.uid === undefined || runner.gid === undefined ? {} : { uid: runner.uid, gid: runner.gid }
}

const manifest = z.object({ version: z.string() })

function copyBinaries(binaries: Binaries, dataDir: string): Binaries {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(binaries.root, '..', 'package.json'), 'utf8')))
  const root = join(dataDir, `postgres-${version}`)
  if (existsSync(root)) return binariesIn(root)
  const draft = `${root}.draft`
  rmSync(draft, { recursive: true, force: true })
  cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', draft])
  renameSync(draft, root)
  return binariesIn(root)
}
