import type { Migration } from 'kysely/migration'
import * as accounts from './0001-accounts.ts'
import * as syncedTables from './0002-synced-tables.ts'
import * as writePath from './0003-write-path.ts'
import * as publication from './0004-publication.ts'

/** Every migration by name, in order. A map and not a folder: it runs the same bundled by Nitro and read by plain Node. Never change one that was released. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-accounts': accounts,
  '0002-synced-tables': syncedTables,
  '0003-write-path': writePath,
  '0004-publication': publication,
}
