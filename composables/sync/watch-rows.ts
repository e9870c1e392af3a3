import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { QueryState } from '~/composables/sync/shared-query'
import { repeatLook } from '~/powersync/repeated-look'

export interface WatchedRows {
  /**
   * Resolves when the rows are those that the database has now, if they are read from `table` at all. Those that are asked for after others follow by
   * themselves, unless they are waited for, too.
   */
  reread: (table: string, waits?: { also?: Pace }) => Promise<void>
  close: () => void
}

/** Whether a question is asked as soon as something changed, or after those that are. The local database answers one after the other. */
export type Pace = 'now' | 'after'

/** Milliseconds from a change to the look at it, and from one look to the next. */
const paces: Record<Pace, { delay: number, rest: number }> = { now: { delay: 0, rest: 10 }, after: { delay: 30, rest: 30 } }

interface Question<Row> {
  sql: string
  pace: Pace
  /** Gives the same array as the last time when nothing changed. */
  ask: () => Promise<readonly Readonly<Row>[]>
}

/** Asks now and after each change of a table that the question names. A result that did not change is not told. */
export function watchRows<Row>(database: CommonPowerSyncDatabase, { sql, pace, ask }: Question<Row>, onState: (state: QueryState<Row>) => void): WatchedRows {
  const tables = tablesIn(sql, database)
  const { delay, rest } = paces[pace]
  let last: QueryState<Row> = { rows: [], isLoading: true, error: null }
  let isClosed = false

  function tell(next: QueryState<Row>) {
    if (isClosed || (next.rows === last.rows && next.error === last.error && !last.isLoading)) return
    last = next
    onState(next)
  }

  const looks = repeatLook(async () => tell(await ask().then(
    rows => ({ rows, isLoading: false, error: null }),
    (error: unknown) => ({ rows: last.rows, isLoading: false, error: error instanceof Error ? error : new Error('A query failed', { cause: error }) }),
  )), rest)
  const stop = database.onChangeWithCallback({ onChange: looks.refresh }, { tables, throttleMs: delay })
  looks.refresh()

  return {
    reread: (table, { also } = {}) => (pace === 'now' || pace === also) && tables.includes(table) ? looks.reread() : Promise.resolve(),
    close() {
      isClosed = true
      stop()
      looks.end()
    },
  }
}

/** Every table that is named in the question: to look once too often is cheaper than to have SQLite explain each question first. */
function tablesIn(sql: string, database: CommonPowerSyncDatabase): string[] {
  const words = new Set(sql.match(/\w+/g))
  return database.schema.tables.map(table => table.name).filter(name => words.has(name))
}
