import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { environment, EnvironmentError } from '../environment.ts'

const shortest = 24

/**
 * What an operator shows: `DRIFTLESS_OPERATOR_TOKEN`, or one that is made up once and lies in the data directory, readable by its owner only.
 * Only who can read that file, or has set the variable, has it.
 * @throws {EnvironmentError} where it is too short, an emptied file's above all
 */
export function operatorToken(): string {
  const given = environment.operatorToken
  const path = join(environment.dataDirectory, 'operator-token')
  const token = given ?? read(path) ?? create(path)
  if (token.length >= shortest) return token
  throw new EnvironmentError(`${given === undefined ? `The token in ${path}` : 'DRIFTLESS_OPERATOR_TOKEN'} is too short: it needs at least ${shortest} characters.`)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  }
  catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Two servers may begin at once: the one that comes first wins, and the file is whole from its first moment. */
function create(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(32).toString('base64url')}\n`)
    linkSync(draft, path)
  }
  catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  finally {
    closeSync(file)
    rmSync(draft, { force: true })
  }
  return readFileSync(path, 'utf8').trim()
}
