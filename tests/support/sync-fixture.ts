import type { JWTPayload } from 'jose'
import type { SyncPostgres } from './sync-postgres.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../sync-service/config/load-config.ts'
import { createLog } from '../../sync-service/config/log.ts'
import { startService } from '../../sync-service/service.ts'
import { startSyncPostgres } from './sync-postgres.ts'
import { AUDIENCE, createTokens } from './sync-tokens.ts'
import { until } from './until.ts'

export const ADMIN_TOKEN = 'admin-token'

export interface FixtureOptions {
  /** Statements that make tables and rows; the publication of all of them follows. */
  schema: string
  syncConfig: string
  config?: Record<string, unknown>
  postgres?: SyncPostgres
}

/** A Postgres with the tables, and the service beside it in this process. */
export async function startSync({ schema, syncConfig, config = {}, postgres }: FixtureOptions) {
  const database = postgres ?? await startSyncPostgres()
  const { sql } = database
  await sql.unsafe(schema)
  await sql.unsafe('DROP PUBLICATION IF EXISTS powersync; CREATE PUBLICATION powersync FOR ALL TABLES; GRANT SELECT ON ALL TABLES IN SCHEMA public TO powersync')
  const tokens = await createTokens()
  const dataDirectory = await mkdtemp(join(tmpdir(), 'driftless-sync-'))
  const lines: string[] = []
  const configure = (content: string) => loadConfig({
    DRIFTLESS_DATA_DIR: dataDirectory,
    POWERSYNC_CONFIG_B64: Buffer.from(JSON.stringify({
      replication: { connections: [{ type: 'postgresql', uri: database.replicationUrl, sslmode: 'disable' }] },
      port: 0,
      sync_config: { content },
      client_auth: { jwks: { keys: [tokens.jwk] }, audience: [AUDIENCE] },
      api: { tokens: [ADMIN_TOKEN] },
      system: { logging: { level: 'debug' } },
      ...config,
    })).toString('base64'),
  })
  const run = async (content = syncConfig) => {
    const service = await startService(configure(content), createLog({ level: 'debug', format: 'text', write: line => void lines.push(line) }))
    await until(() => service.deployments.active, { what: 'the first copy', within: 20_000 }).catch((error: Error) => {
      throw new Error(`${error.message}\n${lines.join('')}`)
    })
    return service
  }
  let service = await run()
  return {
    sql,
    database,
    dataDirectory,
    lines,
    configure,
    get service() {
      return service
    },
    get endpoint() {
      return `http://127.0.0.1:${service.port}`
    },
    token: (sub: string | number, claims?: JWTPayload & { lifetime?: number }) => tokens.token(sub, claims),
    /** Stops the service and starts it again on the same data. */
    async restart(content?: string) {
      await service.stop()
      service = await run(content)
    },
    async stop() {
      await service.stop()
      if (!postgres) await database.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

export type SyncFixture = Awaited<ReturnType<typeof startSync>>
