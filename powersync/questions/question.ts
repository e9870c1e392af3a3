import type { CompiledQuery } from 'kysely'
import type { ClientDatabase, Database } from '../kysely.ts'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'

/** What a page asks the local database, as SQLite reads it. */
export interface Question<Row> {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Only a type: what one row of the answer is. */
  readonly row?: Row
}

/**
 * A question of always the same words, asked about ids and days. When the app is built it is written down as its SQL
 * (modules/compiled-questions.ts), so that a page need not wait for Kysely to show what is there. `build` must not look at the values:
 * they are only put where they stand in the question.
 */
export function question<Values extends readonly string[], Row>(
  build: (db: Database, ...values: Values) => { compile: () => CompiledQuery<Row> },
): (...values: Values) => Question<Row> {
  const ask = (...values: Values) => {
    const { sql, parameters } = build(words, ...values).compile()
    return { sql, parameters }
  }
  return Object.defineProperty(ask, 'length', { value: build.length - 1 })
}

/** Kysely on no database: it only words the questions, as @powersync/kysely-driver does. */
const words = new Kysely<ClientDatabase>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})
