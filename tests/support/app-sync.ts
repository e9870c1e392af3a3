import type { Kysely } from 'kysely'
import type { Database } from '../../server/database/schema.ts'
import type { AppBackend } from './app-backend.ts'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../../server/database/connection.ts'
import { runMigrations } from '../../server/database/run-migrations.ts'
import { startPostgres } from '../../stack/postgres/start.ts'
import { grantPublished } from '../../stack/postgres/roles.ts'
import { loadConfig } from '../../sync-service/config/load-config.ts'
import { createLog } from '../../sync-service/config/log.ts'
import { startService } from '../../sync-service/service.ts'
import { startAppBackend } from './app-backend.ts'
import { AUDIENCE, createTokens } from './sync-tokens.ts'
import { until } from './until.ts'

/** All that the app's data goes through, without the app: Postgres with its migrations, the sync service with its sync config, and its upload endpoint. */
export interface AppSync {
  readonly db: Kysely<Database>
  readonly backend: AppBackend
  /** As the app connects. */
  readonly databaseUrl: string
  readonly syncUrl: string
  /** Opens the sync service's admin and inspection interfaces. */
  readonly adminToken: string
  stop(): Promise<void>
}

export async function startAppSync(): Promise<AppSync> {
  const folder = await mkdtemp(join(tmpdir(), 'driftless-app-sync-'))
  const server = await startPostgres({ dataDir: folder, port: 0, durable: false })
  await publishCommitsAtOnce(server.adminUrl)
  const db = openDatabase(server.appUrl)
  await runMigrations(db)
  await grantPublished(server.appUrl)
  const tokens = await createTokens()
  const said: string[] = []
  const service = await startService(loadConfig({
    DRIFTLESS_DATA_DIR: folder,
    POWERSYNC_CONFIG_B64: await serviceConfig(server.replicationUrl, tokens.jwk),
  }), createLog({ level: 'warn', format: 'text', write: line => void said.push(line) }))
  await until(() => service.deployments.active, { what: `the first copy. ${said.join('')}` })
  const backend = await startAppBackend(db, `http://127.0.0.1:${service.port}`, userId => tokens.token(userId))
  return {
    db,
    backend,
    databaseUrl: server.appUrl,
    syncUrl: `http://127.0.0.1:${service.port}`,
    adminToken,
    async stop() {
      await backend.stop()
      await service.stop()
      await db.destroy()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const adminToken = 'the admin token of the tests'

/** A Postgres that does not wait for its disk hands commits to replication late, up to half a second; this one does not have to. */
async function publishCommitsAtOnce(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined })
  await sql`ALTER ROLE driftless SET synchronous_commit = 'on'`
  await sql.end()
}

async function serviceConfig(uri: string, jwk: object): Promise<string> {
  const content = await readFile(new URL('../../powersync/sync-config.yaml', import.meta.url), 'utf8')
  return Buffer.from(JSON.stringify({
    replication: { connections: [{ type: 'postgresql', uri, sslmode: 'disable' }] },
    port: 0,
    sync_config: { content },
    client_auth: { jwks: { keys: [jwk] }, audience: [AUDIENCE] },
    api: { tokens: [adminToken] },
  })).toString('base64')
}
