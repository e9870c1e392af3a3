import type { Kysely } from 'kysely'
import type { Database } from '../../server/database/schema.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/database/connection.ts'
import { runMigrations } from '../../server/database/run-migrations.ts'
import { startPostgres } from '../../stack/postgres/start.ts'

export interface TestDatabase {
  readonly db: Kysely<Database>
  /** As the app connects. */
  readonly url: string
  /** A superuser, on the database `postgres`. */
  readonly adminUrl: string
  /** Ends Postgres as a power cut would. */
  crash(): Promise<void>
  /** Starts it again on the same port. */
  recover(): Promise<void>
  stop(): Promise<void>
}

/** A real Postgres of its own, migrated and empty. Only a durable one keeps what it said it has when it crashes; the others are faster. */
export async function startDatabase({ durable = false } = {}): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'driftless-server-'))
  let postgres = await startPostgres({ dataDir, port: 0, durable })
  const db = openDatabase(postgres.appUrl)
  await runMigrations(db)
  return {
    db,
    url: postgres.appUrl,
    adminUrl: postgres.adminUrl,
    async crash() {
      postgres.kill()
      await postgres.exited
    },
    async recover() {
      const { port } = postgres
      // The processes of the one that crashed may hold the port a moment longer.
      for (;;) {
        postgres = await startPostgres({ dataDir, port, durable })
        if (postgres.port === port) return
        await postgres.stop()
      }
    },
    async stop() {
      await db.destroy()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
