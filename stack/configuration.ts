import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { root } from './root.ts'
import { StackError } from './stack-error.ts'

/** What the environment asks of `npm start` and `npm run dev`. An empty variable counts as none. */
export interface Configuration {
  /** Where to look for a free port first. */
  readonly port: number
  /** The address that the app listens on; none given: the loopback addresses, IPv4 and IPv6. */
  readonly host: string | undefined
  readonly dataDir: string
  /** A Postgres of the operator's own. */
  readonly databaseUrl: string | undefined
  /** A PowerSync Service of the operator's own. */
  readonly powersyncUrl: string | undefined
}

const url = (...protocols: string[]) => z.string().refine(value => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must be an address that begins with ${protocols.map(p => `${p}//`).join(' or ')}`)

const variables = z.object({
  PORT: z.coerce.number('must be a number').int('must be a whole number').min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535').default(3_000),
  HOST: z.string().optional(),
  DRIFTLESS_DATA_DIR: z.string().default(join(root, '.data')),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  POWERSYNC_URL: url('http:', 'https:').optional(),
})

/** Reads `.env` at the project's root into the environment. What is set already stays. */
export function loadDotEnv(): void {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** @throws {StackError} `configuration`, naming the variable and what is wrong with it. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = variables.safeParse(given)
  if (!result.success) {
    throw new StackError('configuration', result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}. It is "${given[String(path[0])]}".`).join('\n'))
  }
  const { PORT, HOST, DRIFTLESS_DATA_DIR, DATABASE_URL, POWERSYNC_URL } = result.data
  return { port: PORT, host: HOST, dataDir: resolve(root, DRIFTLESS_DATA_DIR), databaseUrl: DATABASE_URL, powersyncUrl: POWERSYNC_URL }
}
