import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startPostgres } from '../../stack/postgres/start.ts'

/** A real Postgres of its own with an empty database, as owner and as the role that replicates. */
export async function startSyncPostgres({ durable = false, dataDir }: { durable?: boolean, dataDir?: string } = {}) {
  const directory = dataDir ?? await mkdtemp(join(tmpdir(), 'driftless-sync-pg-'))
  let server = await startPostgres({ dataDir: directory, port: 0, durable })
  const adminUrl = new URL(server.adminUrl)
  adminUrl.pathname = '/driftless'
  // As in production a commit is visible to replication at once; only the disk is not waited for. A database's setting counts more than the
  // command line's, and from the next connection on.
  const setup = postgres(adminUrl.href, { onnotice: () => undefined, max: 1 })
  await setup`ALTER DATABASE driftless SET synchronous_commit = 'on'`
  await setup.end()
  const sql = postgres(adminUrl.href, { onnotice: () => undefined, max: 4 })
  return {
    get server() {
      return server
    },
    sql,
    directory,
    replicationUrl: server.replicationUrl,
    /** Stops it, connections or not, and starts it again at the same address. */
    async restart() {
      await server.stop()
      server = await startPostgres({ dataDir: directory, port: server.port, durable })
    },
    async stop() {
      await sql.end({ timeout: 1 })
      await server.stop()
      if (!dataDir) await rm(directory, { recursive: true, force: true })
    },
  }
}

export type SyncPostgres = Awaited<ReturnType<typeof startSyncPostgres>>
