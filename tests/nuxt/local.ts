import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { LocalDatabaseForTest } from '../support/local-database'
import { mountSuspended } from '@nuxt/test-utils/runtime'
import { createPowerSyncPlugin } from '@powersync/vue'
import { h } from 'vue'
import { keepEditTimes } from '~/powersync/edit-times'
import { kyselyOf } from '~/powersync/kysely'
import { openLocalDatabase } from '../support/local-database'

const opened: LocalDatabaseForTest[] = []
const mounted: Array<{ unmount: () => void }> = []

/** A real local database for one test; it is closed and removed after it. */
export async function openForTest(): Promise<{ database: CommonPowerSyncDatabase, db: ReturnType<typeof kyselyOf> }> {
  const local = await openLocalDatabase()
  opened.push(local)
  await keepEditTimes(local.database)
  return { database: local.database, db: kyselyOf(local.database) }
}

/** What a component is mounted with so that its composables read this database. */
export function onDatabase(database: CommonPowerSyncDatabase) {
  return { plugins: [createPowerSyncPlugin({ database })] }
}

/** Runs composables in a component on a real database and gives what they gave. */
export async function useInComponent<T extends object>(database: CommonPowerSyncDatabase, setup: () => T): Promise<T> {
  let used: T | undefined
  const component = {
    setup() {
      used = setup()
      return () => h('div')
    },
  }
  mounted.push(await mountSuspended(component, { global: onDatabase(database) }))
  if (!used) throw new Error('The component was not set up')
  return used
}

export async function closeLocalDatabases(): Promise<void> {
  for (const component of mounted.splice(0)) component.unmount()
  await Promise.all(opened.splice(0).map(local => local.remove()))
}
