import type { SourceConfig } from '../config/source-config.ts'
import pg from 'pg'
import { explainConnection } from './connection-error.ts'

// Values arrive in the text form of these settings, whatever the database or role has set.
const SETTINGS = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmloption = 'content'; SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0`

export interface ConnectOptions {
  /** A walsender connection, which can stream changes; it accepts simple queries too. */
  replication?: boolean
  signal: AbortSignal
}

/**
 * Connects to the source. The connection is cut when the signal is aborted; `onError` listeners may be added for losses in between,
 * which otherwise show themselves as errors of the query that is running. Throws ConnectionError where it is known what has to be changed.
 */
export async function connectSource(source: SourceConfig, { replication = false, signal }: ConnectOptions): Promise<pg.Client> {
  signal.throwIfAborted()
  const client = new pg.Client({
    host: source.host,
    port: source.port,
    database: source.database,
    user: source.user,
    password: source.password,
    ssl: source.tls,
    application_name: 'driftless sync service',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(replication ? { replication: 'database' } : {}),
  })
  const cut = () => client.connection.stream.destroy()
  signal.addEventListener('abort', cut, { once: true })
  client.once('end', () => signal.removeEventListener('abort', cut))
  // An error between queries ends the connection; the next query reports it.
  client.on('error', () => undefined)
  await client.connect().catch((error: unknown) => {
    throw explainConnection(error, source, { replication })
  })
  await client.query(SETTINGS)
  return client
}

/** Closes without waiting for an answer. */
export function closeClient(client: pg.Client | undefined): void {
  client?.connection.stream.destroy()
}

export function quoteName(...parts: string[]): string {
  return parts.map(part => `"${part.replaceAll('"', '""')}"`).join('.')
}

export function quoteText(text: string): string {
  return `'${text.replaceAll('\'', '\'\'')}'`
}
