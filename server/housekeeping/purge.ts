import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import { trashDays } from '../../shared/trash.ts'

/** Days that things are kept after they stopped being of use. */
const days = { trash: trashDays, settledProblems: 30, ledger: 30, authors: 90, goneRows: 90, invitations: 30, signingKeys: 1 } as const

/**
 * Deletes what nobody can want back: the trash after 30 days, and the server's own notes when no device can refer to them any
 * more. Answers how many rows went, by table. Several servers may run it at once; one does it.
 */
export async function purge(db: Kysely<Database>): Promise<Record<string, number>> {
  return db.transaction().execute(async (tx) => {
    const { rows: [lock] } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(hashtext('driftless.purge')) AS mine`.execute(tx)
    if (!lock?.mine) return {}
    // A device that was away for long hears that these are gone, and not that they are not its own.
    for (const [table, list] of [['todos', 'list_id'], ['lists', 'id']] as const) {
      await sql`INSERT INTO gone_rows (table_name, row_id, known_to)
        SELECT ${table}, t.id::text, coalesce(array_agg(m.user_id) FILTER (WHERE m.user_id IS NOT NULL), '{}')
        FROM ${sql.table(table)} t LEFT JOIN list_members m ON m.list_id = t.${sql.ref(list)}
        WHERE t.deleted_at < ${before(days.trash)} GROUP BY t.id ON CONFLICT DO NOTHING`.execute(tx)
    }
    // Subtasks go with their todo.
    await sql`INSERT INTO gone_rows (table_name, row_id, known_to)
      SELECT 'todos', t.id::text, g.known_to FROM todos t JOIN gone_rows g ON g.table_name = 'todos' AND g.row_id = t.parent_id::text
      JOIN todos p ON p.id = t.parent_id AND p.deleted_at < ${before(days.trash)} ON CONFLICT DO NOTHING`.execute(tx)
    const purged: Record<string, number> = {}
    for (const [table, column, age] of kept) {
      const { numAffectedRows } = await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} < ${before(age)}`.execute(tx)
      purged[table] = Number(numAffectedRows ?? 0)
    }
    return purged
  })
}

const kept = [
  ['todos', 'deleted_at', days.trash],
  ['lists', 'deleted_at', days.trash],
  ['write_problems', 'resolved_at', days.settledProblems],
  ['upload_transactions', 'applied_at', days.ledger],
  ['column_authors', 'changed_at', days.authors],
  ['gone_rows', 'deleted_at', days.goneRows],
  ['invitations', 'expires_at', days.invitations],
  ['signing_keys', 'signs_until', days.signingKeys],
  ['sessions', 'expires_at', 0],
  ['verifications', 'expires_at', 0],
] as const

function before(age: number) {
  return sql`now() - make_interval(days => ${age}::int)`
}
