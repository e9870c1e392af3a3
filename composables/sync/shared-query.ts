import type { CommonPowerSyncDatabase, CompilableQuery } from '@powersync/common'
import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import { measureQuery } from '~/composables/inspector/measured-queries'
import { watchRows } from '~/composables/sync/watch-rows'

export interface QueryState<Row> {
  rows: readonly Readonly<Row>[]
  isLoading: boolean
  error: Error | null
}

export interface SharedQuery<Row> {
  readonly state: Readonly<ShallowRef<QueryState<Row>>>
  readonly leave: () => void
}

interface Watch<Row> {
  readonly state: ShallowRef<QueryState<Row>>
  users: number
  readonly close: () => void
  readonly reread: (table: string) => Promise<void>
}

const watches = new WeakMap<CommonPowerSyncDatabase, Map<string, Watch<{ id: string }>>>()

/**
 * Watches a query on a database. The same question asked in several places is asked once: whoever comes second has
 * the rows at once. Call `leave` when they are no longer needed.
 */
export function joinQuery<Row extends { id: string }>(database: CommonPowerSyncDatabase, query: CompilableQuery<Row>): SharedQuery<Row> {
  const { sql, parameters } = query.compile()
  const key = JSON.stringify([sql, parameters])
  const ofDatabase = watches.get(database) ?? new Map<string, Watch<{ id: string }>>()
  watches.set(database, ofDatabase)
  // The key holds the whole question, so that the answer has this question's type.
  const watch = (ofDatabase.get(key) as Watch<Row> | undefined) ?? begin(database, query)
  ofDatabase.set(key, watch)
  watch.users += 1
  return {
    state: watch.state,
    leave() {
      watch.users -= 1
      if (watch.users > 0) return
      ofDatabase.delete(key)
      watch.close()
    },
  }
}

/** Resolves when every watched query over `table` has the rows as they are now. */
export async function rereadAll(database: CommonPowerSyncDatabase, table: string): Promise<void> {
  await Promise.all([...watches.get(database)?.values() ?? []].map(watch => watch.reread(table)))
}

function begin<Row extends { id: string }>(database: CommonPowerSyncDatabase, query: CompilableQuery<Row>): Watch<Row> {
  const state = shallowRef<QueryState<Row>>({ rows: [], isLoading: true, error: null })
  // Known to the Inspector while this is a build that has one; elsewhere the bundler leaves it out.
  const measured = import.meta.inspector ? measureQuery(query, () => watch.users) : null
  const rows = watchRows(database, { compile: () => query.compile(), execute: () => measured ? measured.execute() : query.execute() }, (next) => {
    state.value = next
  })
  const watch: Watch<Row> = {
    state,
    users: 0,
    reread: rows.reread,
    close() {
      measured?.end()
      rows.close()
    },
  }
  return watch
}
