import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { QueryState } from '~/composables/sync/shared-query'

export interface WatchedRows {
  /** Resolves when the rows are those that the database has now, if they are read from `table` at all. */
  reread: (table: string) => Promise<void>
  close: () => void
}

/** Whether a question is asked as soon as something changed, or after those that are. The local database answers one after the other. */
export type Pace = 'now' | 'after'
/** Milliseconds between a change and the look at it: under a frame, so that what others do shows at once. */
const throttleMs: Record<Pace, number> = { now: 10, after: 30 }
/** A question that takes longer than this is followed by a rest of the same length, so that others get at the database too. Milliseconds. */
const quick = 50

interface Question<Row> {
  sql: string
  pace: Pace
  /** Gives the same array as the last time when nothing changed. */
  ask: () => Promise<readonly Readonly<Row>[]>
}

/** Asks now and after each change of a table that the question names. A result that did not change is not told. */
export function watchRows<Row>(database: CommonPowerSyncDatabase, { sql, pace, ask }: Question<Row>, onState: (state: QueryState<Row>) => void): WatchedRows {
  const tables = tablesIn(sql, database)
  let last: QueryState<Row> = { rows: [], isLoading: true, error: null }
  let waiting: Array<() => void> = []
  let isWanted = false
  let isReading = false
  let isClosed = false

  function tell(next: QueryState<Row>) {
    if (isClosed || (next.rows === last.rows && next.error === last.error && !last.isLoading)) return
    last = next
    onState(next)
  }

  async function read() {
    if (isReading) return
    isReading = true
    while (isWanted && !isClosed) {
      isWanted = false
      const done = waiting
      waiting = []
      const begun = performance.now()
      tell(await ask().then(
        rows => ({ rows, isLoading: false, error: null }),
        (error: unknown) => ({ rows: last.rows, isLoading: false, error: error instanceof Error ? error : new Error('A query failed', { cause: error }) }),
      ))
      for (const resolve of done) resolve()
      const took = performance.now() - begun
      if (took > quick && isWanted) await rest(took)
    }
    isReading = false
  }

  function refresh() {
    isWanted = true
    void read()
  }

  const stop = database.onChangeWithCallback({ onChange: refresh }, { tables, throttleMs: throttleMs[pace] })
  refresh()

  return {
    reread(table) {
      if (isClosed || !tables.includes(table)) return Promise.resolve()
      return new Promise((resolve) => {
        waiting.push(resolve)
        refresh()
      })
    },
    close() {
      isClosed = true
      stop()
      for (const resolve of waiting) resolve()
    },
  }
}

/** Every table that is named in the question: to look once too often is cheaper than to have SQLite explain each question first. */
function tablesIn(sql: string, database: CommonPowerSyncDatabase): string[] {
  const words = new Set(sql.match(/\w+/g))
  return database.schema.tables.map(table => table.name).filter(name => words.has(name))
}

function rest(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
