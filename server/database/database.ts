import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'
import { environment } from '../environment.ts'
import { openDatabase } from './connection.ts'

let opened: Kysely<Database> | undefined

/** The app's one pool of connections, opened at the first use. @throws {EnvironmentError} without DATABASE_URL */
export function useDatabase(): Kysely<Database> {
  opened ??= openDatabase(environment.databaseUrl)
  return opened
}

/** Lets running queries end and closes the pool. */
export async function closeDatabase(): Promise<void> {
  const closing = opened
  opened = undefined
  await closing?.destroy()
}
