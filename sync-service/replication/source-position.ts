import type pg from 'pg'
import type { SourceConfig } from '../config/source-config.ts'
import type { Lsn } from '../storage/lsn.ts'
import { lsnFromText } from '../storage/lsn.ts'
import { closeClient, connectSource } from './postgres-client.ts'

/**
 * Tells where Postgres' log ends, and leaves a message there so that replication passes the position even when nothing else happens.
 * Questions that arrive while one is under way share the next answer.
 */
export class SourcePosition {
  readonly #source: SourceConfig
  readonly #signal: AbortSignal
  #client: Promise<pg.Client> | undefined
  #running: Promise<Lsn> | undefined
  #next: Promise<Lsn> | undefined

  constructor(source: SourceConfig, signal: AbortSignal) {
    this.#source = source
    this.#signal = signal
  }

  /** A position that contains every transaction committed before the call. */
  current(): Promise<Lsn> {
    if (!this.#running) return this.#start()
    this.#next ??= this.#running.catch(() => undefined).then(() => {
      this.#next = undefined
      return this.#start()
    })
    return this.#next
  }

  close(): void {
    this.#client?.then(closeClient, () => undefined)
    this.#client = undefined
  }

  #start(): Promise<Lsn> {
    const running = this.#ask().finally(() => {
      if (this.#running === running) this.#running = undefined
    })
    this.#running = running
    return running
  }

  /** A connection of earlier may have ended without our hearing of it yet: then a new one is asked, once. */
  async #ask(): Promise<Lsn> {
    const known = this.#client
    return known ? await this.#askOn(known).catch(() => this.#askOn(this.#connect())) : await this.#askOn(this.#connect())
  }

  async #askOn(opening: Promise<pg.Client>): Promise<Lsn> {
    try {
      const client = await opening
      // Flushed at once: otherwise Postgres' WAL writer sends the message up to 200 ms later. Before version 17 only a commit flushes.
      const emit = await serverVersion(client) >= 170_000
        ? `pg_logical_emit_message(false, 'powersync', 'ping', true)`
        : `pg_logical_emit_message(true, 'powersync', 'ping')`
      const { rows: [row] } = await client.query<{ lsn: string }>(`SELECT pg_current_wal_insert_lsn()::text AS lsn, ${emit}`)
      return lsnFromText(row?.lsn ?? '0/0')
    }
    catch (error) {
      if (this.#client === opening) this.#client = undefined
      opening.then(closeClient, () => undefined)
      throw error
    }
  }

  #connect(): Promise<pg.Client> {
    this.#client = connectSource(this.#source, { signal: this.#signal })
    return this.#client
  }
}

const versions = new WeakMap<pg.Client, number>()

async function serverVersion(client: pg.Client): Promise<number> {
  const known = versions.get(client)
  if (known !== undefined) return known
  const { rows: [row] } = await client.query<{ version: number }>('SELECT current_setting(\'server_version_num\')::int AS version')
  versions.set(client, row?.version ?? 0)
  return row?.version ?? 0
}
