import type { Kysely } from 'kysely'
import { runStatements } from './statements.ts'

/** Why an edit was refused or replaced, for apps to say in the language of whoever reads it. Of older ones the English sentence is all there is. */
export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, ['ALTER TABLE write_problems ADD COLUMN reason jsonb'])
}
