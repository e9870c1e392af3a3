import type { Configuration } from './configuration.ts'
import type { Kept } from './supervisor/keep-running.ts'
import { say } from './bootstrap/say.mjs'
import { checkExternalPostgres, checkPublication } from './postgres/external.ts'
import { grantPublished } from './postgres/roles.ts'
import { startPostgres } from './postgres/start.ts'
import { migrate } from './migrate.ts'
import { keepRunning } from './supervisor/keep-running.ts'
import { logger } from './supervisor/log.ts'

/** The migrated database, embedded or the operator's own. */
export interface Database {
  /** For the app. */
  readonly appUrl: string
  /** For the sync service. */
  readonly replicationUrl: string
  /** The embedded server's process. */
  readonly process: Kept | undefined
}

/** Brings the database up and its tables up to date. */
export async function openDatabase({ databaseUrl, dataDir }: Configuration): Promise<Database> {
  if (databaseUrl) return await openExternal(databaseUrl)
  let urls = { appUrl: '', replicationUrl: '' }
  let port: number | undefined
  const server = await keepRunning('Postgres', async () => {
    // After a crash it must come back where the others look for it.
    const postgres = await startPostgres({ dataDir, log: logger('postgres'), ...port && { port } })
    urls = postgres
    port ??= postgres.port
    if (port !== postgres.port) say(`Postgres' port ${port} was taken meanwhile. Stop Driftless and start it again.`)
    return { exited: postgres.exited, stop: postgres.stop, kill: postgres.kill }
  })
  server.steady()
  try {
    await migrate(urls.appUrl)
    await grantPublished(urls.appUrl)
  }
  catch (error) {
    await server.stop()
    throw error
  }
  return { appUrl: urls.appUrl, replicationUrl: urls.replicationUrl, process: server }
}

async function openExternal(databaseUrl: string): Promise<Database> {
  const replicationUrl = process.env.PS_DATA_SOURCE_URI || databaseUrl
  await checkExternalPostgres(databaseUrl, replicationUrl)
  await migrate(databaseUrl)
  await checkPublication(databaseUrl, replicationUrl)
  return { appUrl: databaseUrl, replicationUrl, process: undefined }
}
