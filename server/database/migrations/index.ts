import type { Migration } from 'kysely/migration'
import { up as accounts } from './0001-accounts.ts'
import { up as syncedTables } from './0002-synced-tables.ts'
import { up as writePath } from './0003-write-path.ts'
import { up as publication } from './0004-publication.ts'
import { up as attribution } from './0005-attribution.ts'
import { up as reasons } from './0006-reasons.ts'

/** Every migration by name, in order. A map and not a folder: it runs the same bundled by Nitro and read by plain Node. Never change one that was released. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-accounts': { up: accounts },
  '0002-synced-tables': { up: syncedTables },
  '0003-write-path': { up: writePath },
  '0004-publication': { up: publication },
  '0005-attribution': { up: attribution },
  '0006-reasons': { up: reasons },
}
