import type { WatchedQueryReport } from './InspectorEvent'

interface Measure {
  readonly report: WatchedQueryReport
  readonly users: () => number
}

interface Measured<Rows> {
  sql: string
  parameters: readonly unknown[]
  execute: () => Promise<Rows>
}

const measures = new Map<string, Measure>()
let count = 0

/** The queries that this tab watches now. */
export function measuredQueries(): WatchedQueryReport[] {
  return [...measures.values()].map(({ report, users }) => ({ ...report, users: users() }))
}

/** Runs a watched query with a stop-watch; it is listed until `end`. */
export function measureQuery<Rows extends readonly unknown[]>(
  { sql, parameters, execute }: Measured<Rows>,
  users: () => number,
): { execute: () => Promise<Rows>, end: () => void } {
  const id = String(++count)
  const report = { id, sql, parameters: JSON.stringify(parameters), users: 0, runs: 0, rows: 0, lastMs: 0, totalMs: 0, maxMs: 0, lastRunAt: null }
  measures.set(id, { report, users })
  return {
    async execute() {
      const start = performance.now()
      const rows = await execute()
      note(report, performance.now() - start, rows.length)
      return rows
    },
    end: () => void measures.delete(id),
  }
}

function note(report: WatchedQueryReport, milliseconds: number, rows: number): void {
  report.runs += 1
  report.rows = rows
  report.lastMs = milliseconds
  report.totalMs += milliseconds
  report.maxMs = Math.max(report.maxMs, milliseconds)
  report.lastRunAt = Date.now()
}
