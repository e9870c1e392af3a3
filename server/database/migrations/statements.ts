import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Runs the statements one after another, in the migration's transaction. */
export async function runStatements(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
