import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { freePort } from '../../stack/ports.ts'
import { startPostgres } from '../../stack/postgres/start.ts'
import { createSigner } from './signer.ts'

const MAIN = fileURLToPath(new URL('../../sync-service/main.ts', import.meta.url))

// For example --cpu-prof.
const NODE_ARGUMENTS = (process.env.BENCH_NODE_ARGS ?? '').split(' ').filter(argument => argument !== '')
const TICKS_PER_SECOND = 100

const SCHEMA = `
CREATE TABLE members (id text PRIMARY KEY, list_id text NOT NULL, user_id text NOT NULL);
CREATE TABLE todos (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), list_id text NOT NULL, title text NOT NULL, completed boolean NOT NULL DEFAULT false,
  priority int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), note text);
CREATE PUBLICATION powersync FOR TABLE members, todos;
GRANT SELECT ON members, todos TO powersync;
`

const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  members:
    auto_subscribe: true
    priority: 1
    query: SELECT * FROM members WHERE user_id = auth.user_id()
  todos:
    auto_subscribe: true
    priority: 2
    query: SELECT * FROM todos WHERE list_id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())
`

/** Rows of 196 bytes in Postgres, a hundred lists that "ada" is a member of. */
export const fillRows = (from: number, to: number) => `
INSERT INTO todos (list_id, title, note) SELECT 'list-' || n % 100, 'Todo number ' || n || ' of a good many', repeat('Some words about it. ', 3) FROM generate_series(${from}, ${to}) n`

export const memberships = (user: string, lists: number) => `
INSERT INTO members SELECT '${user}-' || n, 'list-' || n, '${user}' FROM generate_series(0, ${lists - 1}) n ON CONFLICT DO NOTHING`

/** Embedded Postgres as in production, and the service as a process of its own. */
export async function createEnvironment() {
  const directory = mkdtempSync(join(tmpdir(), 'driftless-bench-'))
  let server = await startPostgres({ dataDir: join(directory, 'postgres'), port: 0 })
  const adminUrl = new URL(server.adminUrl)
  adminUrl.pathname = '/driftless'
  const connect = () => postgres(adminUrl.href, { onnotice: () => undefined, max: 8 })
  let sql = connect()
  await sql.unsafe(SCHEMA)
  await sql.unsafe(memberships('ada', 100))
  const signer = await createSigner()
  const port = await freePort(7110)
  let child: ChildProcess | undefined
  const dataDirectory = join(directory, 'service')
  const environment = {
    get sql() {
      return sql
    },
    get server() {
      return server
    },
    port,
    token: signer.token,
    get pid() {
      return child?.pid ?? 0
    },
    /** Starts the service and returns the seconds until it serves. */
    async start(expectRows = true) {
      const started = performance.now()
      child = spawn(process.execPath, [...NODE_ARGUMENTS, MAIN], {
        stdio: ['ignore', process.env.BENCH_LOG ? 'inherit' : 'ignore', 'inherit'],
        env: { ...process.env, DRIFTLESS_DATA_DIR: dataDirectory, POWERSYNC_CONFIG_B64: configuration(server.replicationUrl, port, signer.jwk) },
      })
      while (expectRows && !await ready(port)) await new Promise(resolve => setTimeout(resolve, 5))
      return (performance.now() - started) / 1000
    },
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      if (!child || child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill(signal)
      await exited
    },
    forgetStorage: () => rmSync(dataDirectory, { recursive: true, force: true }),
    storageBytes: () => readdirSync(join(dataDirectory, 'sync')).reduce((sum, name) => sum + statSync(join(dataDirectory, 'sync', name)).size, 0),
    memoryMB: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child?.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024),
    /** The largest that the service has been since it was started. */
    peakMemoryMB: () => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child?.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024),
    /** What the service has used of processors since it was started: on a busy machine that tells more than time. */
    cpuSeconds() {
      const [user, system] = readFileSync(`/proc/${child?.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13)
      return (Number(user) + Number(system)) / TICKS_PER_SECOND
    },
    async restartPostgres() {
      await sql.end({ timeout: 1 })
      await server.stop()
      server = await startPostgres({ dataDir: join(directory, 'postgres'), port: server.port })
      sql = connect()
    },
    async close() {
      await environment.stop()
      await sql.end({ timeout: 1 })
      await server.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  return environment
}

export type Environment = Awaited<ReturnType<typeof createEnvironment>>

function configuration(uri: string, port: number, jwk: object): string {
  return Buffer.from(JSON.stringify({
    replication: { connections: [{ type: 'postgresql', uri, sslmode: 'disable' }] },
    port,
    sync_config: { content: SYNC_CONFIG },
    client_auth: { jwks: { keys: [jwk] }, audience: ['bench'] },
    api: { tokens: ['bench'], parameters: { max_concurrent_connections: 10_000 } },
    system: { logging: { level: process.env.BENCH_LOG ? 'info' : 'warn' } },
  })).toString('base64')
}

async function ready(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/probes/readiness`)).ok
  }
  catch {
    return false
  }
}
