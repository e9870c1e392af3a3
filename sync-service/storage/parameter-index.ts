import type { StatementSync } from 'node:sqlite'
import type { BucketDatabase } from './bucket-database.ts'
import type { RowState } from './row-state.ts'

/** Look-ups of the sync config: which parameter rows (JSON) belong to a key. Written in the writer's transaction, read as of the last commit. */
export class ParameterIndex {
  readonly #read: StatementSync
  readonly #upsert: StatementSync
  readonly #delete: StatementSync

  constructor(database: BucketDatabase) {
    this.#read = database.reader.prepare('SELECT value FROM parameters WHERE lookup = ?')
    this.#upsert = database.writer.prepare('INSERT OR REPLACE INTO parameters (lookup, source_table, identity, value) VALUES (?, ?, ?, ?)')
    this.#delete = database.writer.prepare('DELETE FROM parameters WHERE lookup = ? AND source_table = ? AND identity = ?')
  }

  /** JSON arrays of parameter rows, one for each source row under the look-up. */
  find(lookup: string): string[] {
    return this.#read.all(lookup).map(row => String(row.value))
  }

  /** Replaces a row's entries; `touched` collects the look-ups whose result is different now. */
  replace(sourceTable: number, identity: string, before: RowState['parameters'], after: RowState['parameters'], touched: Set<string>): void {
    const kept = new Map(after.map(({ lookup, value }) => [lookup, value]))
    for (const { lookup, value } of before) {
      if (kept.get(lookup) === value) {
        kept.delete(lookup)
      }
      else if (!kept.has(lookup)) {
        this.#delete.run(lookup, sourceTable, identity)
        touched.add(lookup)
      }
    }
    for (const [lookup, value] of kept) {
      this.#upsert.run(lookup, sourceTable, identity, value)
      touched.add(lookup)
    }
  }
}
