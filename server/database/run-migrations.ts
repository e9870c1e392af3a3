import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Database } from './schema.ts'
import { migrations } from './migrations/index.ts'

/**
 * Brings the database to the newest schema and answers the names of the migrations that ran now.
 * Kysely holds an advisory lock meanwhile, so several servers may start at once. Throws the database's own error; nothing is left half done.
 */
export async function runMigrations(db: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map(result => result.migrationName)
}
