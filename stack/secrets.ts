import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StackError } from './stack-error.ts'

/** What was made up at the first start and must stay the same for the life of the data. */
export interface Secrets {
  /** Passwords of the embedded Postgres' roles. */
  readonly postgresPassword: string
  readonly driftlessPassword: string
  readonly powersyncPassword: string
  /** Signs sessions and seals the token keys: `DRIFTLESS_SECRET`. */
  readonly driftlessSecret: string
  /** Opens the sync service's admin API: `PS_ADMIN_TOKEN`. */
  readonly syncAdminToken: string
}

const names = ['postgresPassword', 'driftlessPassword', 'powersyncPassword', 'driftlessSecret', 'syncAdminToken'] as const

/**
 * Reads `secrets.json` of a data directory, made at the first call and readable by its owner only.
 * @throws {StackError} `secrets_unreadable` when the file belongs to somebody else or is damaged: it is never replaced.
 */
export function readSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json')
  if (!existsSync(path)) createOnce(path)
  return parse(path, readOrExplain(path))
}

function createOnce(path: string) {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const secrets = Object.fromEntries(names.map(name => [name, randomBytes(32).toString('base64url')]))
  try {
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    linkSync(draft, path)
  }
  catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  finally {
    rmSync(draft, { force: true })
  }
}

function readOrExplain(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  }
  catch (cause) {
    throw new StackError('secrets_unreadable', `${path} cannot be read by this user. Start Driftless as the user who started it before, or give another directory in DRIFTLESS_DATA_DIR.`, { cause })
  }
}

function parse(path: string, text: string): Secrets {
  try {
    const found: unknown = JSON.parse(text)
    if (isSecrets(found)) return found
  }
  catch (cause) {
    throw new StackError('secrets_unreadable', `${path} is damaged. Put its backup back: without it the data beside it cannot be opened.`, { cause })
  }
  throw new StackError('secrets_unreadable', `${path} lacks one of ${names.join(', ')}. Put its backup back: without it the data beside it cannot be opened.`)
}

function isSecrets(value: unknown): value is Secrets {
  return typeof value === 'object' && value !== null
    && names.every(name => name in value && typeof Reflect.get(value, name) === 'string')
}
