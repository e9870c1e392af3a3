import type { ChildProcess } from 'node:child_process'
import type { SyncPostgres } from './sync-postgres.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../stack/ports.ts'
import { AUDIENCE, createTokens } from './sync-tokens.ts'

const MAIN = fileURLToPath(new URL('../../sync-service/main.ts', import.meta.url))

/** The service as a process of its own, which can be killed. */
export async function createSyncProcess(database: SyncPostgres, syncConfig: string) {
  const tokens = await createTokens()
  const dataDirectory = await mkdtemp(join(tmpdir(), 'driftless-sync-'))
  const port = await freePort(7150)
  let output = ''
  let child: ChildProcess | undefined
  const config = Buffer.from(JSON.stringify({
    replication: { connections: [{ type: 'postgresql', uri: database.replicationUrl, sslmode: 'disable' }] },
    port,
    sync_config: { content: syncConfig },
    client_auth: { jwks: { keys: [tokens.jwk] }, audience: [AUDIENCE] },
    system: { logging: { level: 'info' } },
  })).toString('base64')
  return {
    endpoint: `http://127.0.0.1:${port}`,
    dataDirectory,
    token: tokens.token,
    get output() {
      return output
    },
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
