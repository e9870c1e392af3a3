import type { Database } from '../kysely.ts'

/** Transactions that the server could not read, newest first. */
export function selectUploadFaults(db: Database) {
  return db.selectFrom('upload_faults').selectAll().orderBy('happened_at', 'desc').orderBy('id', 'desc')
}
