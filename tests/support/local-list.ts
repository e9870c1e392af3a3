import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Database } from '../../powersync/kysely.ts'
import type { LocalDatabaseForTest } from './local-database.ts'
import { afterEach, beforeEach } from 'vitest'
import { kyselyOf } from '../../powersync/kysely.ts'
import { createList } from '../../powersync/mutations/lists.ts'
import { openLocalDatabase } from './local-database.ts'

/** For each test of a file a local database of its own, with a list in it. */
export function useLocalList(): { db: () => Database, list: () => string, database: () => CommonPowerSyncDatabase } {
  let local: LocalDatabaseForTest
  let list: string
  const db = () => kyselyOf(local.database)

  beforeEach(async () => {
    local = await openLocalDatabase()
    list = await createList(db(), 'me', { name: 'Garden' })
  })
  afterEach(() => local.remove())
  return { db, list: () => list, database: () => local.database }
}
