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
  stop(): Promise<void>
}

/** A real Postgres of its own, migrated and empty. */
export async function startDatabase(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'driftless-server-'))
  const postgres = await startPostgres({ dataDir, port: 0, durable: false })
  const db = openDatabase(postgres.appUrl)
  await runMigrations(db)
  return {
    db,
    url: postgres.appUrl,
    adminUrl: postgres.adminUrl,
    async stop() {
      await db.destroy()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
