import type { Database } from '../kysely.ts'

/** A person's name and color. */
export function selectProfile(db: Database, id: string) {
  return db.selectFrom('profiles').select(['id', 'name', 'color']).where('id', '=', id)
}
