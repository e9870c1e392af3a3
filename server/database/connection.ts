import { Kysely } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'
import type { Database } from './schema.ts'

export interface ConnectionOptions {
  /** The most connections held open at once. */
  readonly max?: number
}

/**
 * Opens one pool of connections to Postgres. Nothing is dialled before the first query;
 * `destroy()` closes the pool. A `date` stays the text that Postgres gives (`2026-01-31`):
 * a JavaScript Date would move it by the time zone.
 */
export function openDatabase(url: string, options: ConnectionOptions = {}): Kysely<Database> {
  const pool = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: 'driftless' },
    types: { day },
  })
  return new Kysely<Database>({ dialect: new PostgresJSDialect({ postgres: pool }) })
}

const dateOid = 1082
const day = { to: dateOid, from: [dateOid], serialize: String, parse: String }
