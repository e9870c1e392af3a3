import type { Database } from './schema.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

export interface ConnectionOptions {
  /** The most connections held open at once. */
  readonly max?: number
}

/**
 * Opens one pool of connections to Postgres. Nothing is dialled before the first query; `destroy()` closes the pool. A `date`
 * stays the text that Postgres gives (`2026-01-31`): a JavaScript Date would move it by the time zone.
 *
 * The driver is `pg`, because it outlives a Postgres that dies under it: the waiting queries fail and later ones connect anew.
 */
export function openDatabase(url: string, options: ConnectionOptions = {}): Kysely<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    application_name: 'driftless',
    types: { getTypeParser },
  })
  // A connection was lost. Between two queries nobody is there to hear of it: the next query fails, or opens another.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

const dateOid = 1082

const getTypeParser: typeof pg.types.getTypeParser = (oid, format) => oid === dateOid ? String : pg.types.getTypeParser(oid, format)
