import type { Database } from '../kysely.ts'

/** Does `act` in the transaction that `db` is; where it is none, in one of its own. */
export function inTransaction<T>(db: Database, act: (tx: Database) => Promise<T>): Promise<T> {
  return db.isTransaction ? act(db) : db.transaction().execute(act)
}
