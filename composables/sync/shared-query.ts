import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ShallowRef } from 'vue'
import type { Pace, WatchedRows } from '~/composables/sync/watch-rows'
import type { Question } from '~/powersync/questions/question'
import { shallowRef } from 'vue'
import { measureQuery } from '~/composables/inspector/measured-queries'
import { keptQuery } from '~/composables/sync/kept-query'
import { keepWarm } from '~/composables/sync/keep-warm'
import { takeWarmRows } from '~/composables/sync/warm-rows'
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
  readonly reread: WatchedRows['reread']
}

/** Which rows of an answer the next start shows before the database is open. */
export type Keep<Row> = (rows: readonly Readonly<Row>[]) => readonly Readonly<Row>[]

const watches = new WeakMap<CommonPowerSyncDatabase, Map<string, Watch<{ id: string }>>>()

/**
 * Watches a query on a database. The same question asked in several places is asked once: whoever comes second has
 * the rows at once. Call `leave` when they are no longer needed.
 */
export function joinQuery<Row extends { id: string }>(
  database: CommonPowerSyncDatabase,
  question: Question<Row>,
  { keep, pace }: { keep?: Keep<Row>, pace: Pace },
): SharedQuery<Row> {
  const key = JSON.stringify([question.sql, question.parameters])
  const ofDatabase = watches.get(database) ?? new Map<string, Watch<{ id: string }>>()
  watches.set(database, ofDatabase)
  // The key holds the whole question, so that the answer has this question's type.
  const watch = (ofDatabase.get(key) as Watch<Row> | undefined) ?? begin(database, question, pace, keep && { question: key, keep })
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

/** Resolves when every watched query over `table` that is not asked after others, or of that pace too, has the rows as they are now. */
export async function rereadAll(database: CommonPowerSyncDatabase, table: string, waits?: { also?: Pace }): Promise<void> {
  await Promise.all([...watches.get(database)?.values() ?? []].map(watch => watch.reread(table, waits)))
}

interface Warm<Row> {
  question: string
  keep: Keep<Row>
}

function begin<Row extends { id: string }>(database: CommonPowerSyncDatabase, { sql, parameters }: Question<Row>, pace: Pace, warm?: Warm<Row>): Watch<Row> {
  const known = warm ? takeWarmRows<Row>(warm.question) : null
  const state = shallowRef<QueryState<Row>>({ rows: known ?? [], isLoading: known === null, error: null })
  const cool = warm && keepWarm(warm.question, () => state.value.isLoading ? null : warm.keep(state.value.rows))
  // Known to the Inspector while this is a build that has one; elsewhere the bundler leaves it out.
  const ask = keptQuery<Row>(database, { sql, parameters })
  const measured = import.meta.inspector ? measureQuery({ sql, parameters, execute: ask }, () => watch.users) : null
  const rows = watchRows<Row>(database, { sql, pace, ask: measured?.execute ?? ask }, (next) => {
    state.value = next
  })
  const watch: Watch<Row> = {
    state,
    users: 0,
    reread: rows.reread,
    close() {
      measured?.end()
      cool?.()
      rows.close()
    },
  }
  return watch
}
