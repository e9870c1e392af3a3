import type { ChildProcess } from 'node:child_process'
import type { SyncPostgres } from './sync-postgres.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../stack/ports.ts'
import { ADMIN_TOKEN } from './sync-fixture.ts'
import { AUDIENCE, createTokens } from './sync-tokens.ts'

export interface SyncProcessOptions {
  /** Another address of the database than its own. */
  uri?: string
  /** Sections of the configuration that replace the usual ones. */
  config?: Record<string, unknown>
}

const MAIN = fileURLToPath(new URL('../../sync-service/main.ts', import.meta.url))

/** The service as a process of its own, which can be killed. */
export async function createSyncProcess(database: SyncPostgres, syncConfig: string, options: SyncProcessOptions = {}) {
  const { uri = database.replicationUrl, config: more = {} } = options
  const tokens = await createTokens()
  const dataDirectory = await mkdtemp(join(tmpdir(), 'driftless-sync-'))
  // Test files run beside each other: they must not find the same port free at the same moment.
  const port = await freePort(7120 + process.pid % 60)
  let output = ''
  let child: ChildProcess | undefined
  const config = Buffer.from(JSON.stringify({
    replication: { connections: [{ type: 'postgresql', uri, sslmode: 'disable' }] },
    port,
    sync_config: { content: syncConfig },
    client_auth: { jwks: { keys: [tokens.jwk] }, audience: [AUDIENCE] },
    api: { tokens: [ADMIN_TOKEN] },
    system: { logging: { level: 'info' } },
    ...more,
  })).toString('base64')
  return {
    endpoint: `http://127.0.0.1:${port}`,
    dataDirectory,
    token: tokens.token,
    get output() {
      return output
    },
    get pid() {
      return child?.pid ?? 0
    },
    /** Compaction as `npm run sync-service -- compact` asks for it. Resolves to undefined when the service is gone before it answers. */
    compact: () => fetch(`http://127.0.0.1:${port}/api/admin/v1/compact`, { method: 'POST', headers: { authorization: `Token ${ADMIN_TOKEN}` } })
      .then(({ status }) => status, () => undefined),
    get running() {
      return child?.exitCode === null && child.signalCode === null
    },
    start() {
      child = spawn(process.execPath, [MAIN], { env: { ...process.env, POWERSYNC_CONFIG_B64: config, DRIFTLESS_DATA_DIR: dataDirectory }, stdio: ['ignore', 'pipe', 'pipe'] })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    },
    async kill(signal: NodeJS.Signals = 'SIGKILL') {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill(signal)
      await exited
      return child.exitCode
    },
    async remove() {
      await this.kill()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

export type SyncProcess = Awaited<ReturnType<typeof createSyncProcess>>
