import type { Kysely } from 'kysely'
import { runStatements } from './statements.ts'

/** Who changed a todo last and when, and who deleted it. The server alone writes it; what it knew before is brought over. */
export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, [columns, ...indexes, changesSoFar])
}

const columns = `ALTER TABLE todos
  ADD COLUMN changed_by text REFERENCES profiles ON DELETE SET NULL,
  ADD COLUMN changed_at timestamptz,
  ADD COLUMN deleted_by text REFERENCES profiles ON DELETE SET NULL`

// Deleting an account looks for its rows.
const indexes = [
  'CREATE INDEX todos_changed_by ON todos (changed_by)',
  'CREATE INDEX todos_deleted_by ON todos (deleted_by)',
]

const changesSoFar = `UPDATE todos SET changed_by = last.user_id, changed_at = last.changed_at
  FROM (SELECT DISTINCT ON (row_id) row_id, user_id, changed_at FROM column_authors WHERE table_name = 'todos' ORDER BY row_id, changed_at DESC) last
  WHERE todos.id::text = last.row_id`
