import type { CompilableQuery } from '@powersync/common'
import type { Ref, ShallowRef } from 'vue'
import type { Database } from '~/powersync/kysely'
import { shallowReadonly, shallowRef, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'

export interface LiveQuery<Row> {
  rows: Readonly<ShallowRef<readonly Readonly<Row>[]>>
  /** True until the first rows of this query on this database are here. */
  isLoading: Readonly<Ref<boolean>>
  error: Readonly<ShallowRef<Error | null>>
}

/**
 * Rows that follow the local database. Rows that did not change keep their identity from one result to the next.
 * When the query or the database (another account) changes, nothing of the last one is shown any more.
 *
 * `build` is run again whenever something reactive that it reads changes; null means that there is nothing to ask.
 */
export function useLiveQuery<Row extends { id: string }>(build: (db: Database) => CompilableQuery<Row> | null): LiveQuery<Row> {
  const { powersync, kysely } = useDatabase()
  const rows = shallowRef<readonly Readonly<Row>[]>([])
  const isLoading = shallowRef(true)
  const error = shallowRef<Error | null>(null)

  watch(() => kysely.value && build(kysely.value), (query, _before, onCleanup) => {
    rows.value = []
    error.value = null
    isLoading.value = query !== null || powersync.value === null
    if (!query || !powersync.value) return

    const watched = powersync.value
      .customQuery<Row>({ compile: () => query.compile(), execute: () => query.execute() })
      .differentialWatch({ rowComparator: { keyBy: row => row.id, compareBy: row => JSON.stringify(row) }, throttleMs, reportFetching: false })
    const stop = watched.registerListener({
      onStateChange(state) {
        isLoading.value = state.isLoading
        error.value = state.error
        rows.value = state.data
      },
    })
    onCleanup(() => {
      stop()
      void watched.close()
    })
  }, { immediate: true })

  return { rows: shallowReadonly(rows), isLoading: shallowReadonly(isLoading), error: shallowReadonly(error) }
}

/** Milliseconds between two looks at the database: under a frame, so that a tick box answers at once. */
const throttleMs = 10
