import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Kysely } from 'kysely'
import type { LocalDatabase } from '../shared/tables/index.ts'
import type { LocalOnlyTables } from './local-tables.ts'
import { wrapPowerSyncWithKysely } from '@powersync/kysely-driver'

/** Everything that the local SQLite database holds, for Kysely. */
export type ClientDatabase = LocalDatabase & LocalOnlyTables

export type Database = Kysely<ClientDatabase>

const wrapped = new WeakMap<CommonPowerSyncDatabase, Database>()

/** The Kysely view of a PowerSync database: one an instance, however often it is asked for. */
export function kyselyOf(database: CommonPowerSyncDatabase): Database {
  const known = wrapped.get(database)
  if (known) return known
  const created = wrapPowerSyncWithKysely<ClientDatabase>(database)
  wrapped.set(database, created)
  return created
}
