import type { Kysely } from 'kysely'
import { sql } from 'kysely'

const published = ['profiles', 'lists', 'list_members', 'list_preferences', 'todos', 'write_problems']

/**
 * What the sync service reads. The name and the explicit list of tables are the service's rule: everything
 * published is replicated. An operator may have made the publication before; then the missing tables join it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows: [publication] } = await sql<{ puballtables: boolean }>`SELECT puballtables FROM pg_publication WHERE pubname = 'powersync'`.execute(db)
  if (!publication) {
    await sql`CREATE PUBLICATION powersync FOR TABLE ${sql.join(published.map(sql.table))}`.execute(db)
    return
  }
  if (publication.puballtables) return
  const { rows } = await sql<{ tablename: string }>`SELECT tablename FROM pg_publication_tables WHERE pubname = 'powersync' AND schemaname = 'public'`.execute(db)
  const present = new Set(rows.map(row => row.tablename))
  const missing = published.filter(name => !present.has(name))
  if (missing.length > 0) await sql`ALTER PUBLICATION powersync ADD TABLE ${sql.join(missing.map(sql.table))}`.execute(db)
}
