import type { CommonPowerSyncDatabase, CompilableQuery } from '@powersync/common'
import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'

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
}

const watches = new WeakMap<CommonPowerSyncDatabase, Map<string, unknown>>()

/**
 * Watches a query on a database. The same question asked in several places is asked once: whoever comes second has
 * the rows at once. Call `leave` when they are no longer needed.
 */
export function joinQuery<Row extends { id: string }>(database: CommonPowerSyncDatabase, query: CompilableQuery<Row>): SharedQuery<Row> {
  const { sql, parameters } = query.compile()
  const key = JSON.stringify([sql, parameters])
  const ofDatabase = watches.get(database) ?? new Map<string, unknown>()
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

function begin<Row extends { id: string }>(database: CommonPowerSyncDatabase, query: CompilableQuery<Row>): Watch<Row> {
  const state = shallowRef<QueryState<Row>>({ rows: [], isLoading: true, error: null })
  const watched = database
    .customQuery<Row>({ compile: () => query.compile(), execute: () => query.execute() })
    .differentialWatch({ rowComparator: { keyBy: row => row.id, compareBy: row => JSON.stringify(row) }, throttleMs, reportFetching: false })
  const stop = watched.registerListener({
    onStateChange({ data, isLoading, error }) {
      state.value = { rows: data, isLoading, error }
    },
  })
  return {
    state,
    users: 0,
    close() {
      stop()
      watched.close().catch((error: unknown) => console.error('A query could not be closed', error))
    },
  }
}

/** Milliseconds between two looks at the database: under a frame, so that a tick box answers at once. */
const throttleMs = 10
