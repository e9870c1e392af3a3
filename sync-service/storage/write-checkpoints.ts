import type { CheckpointFeed } from './checkpoint-feed.ts'
import type { Lsn } from './lsn.ts'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FIRST_LSN } from './lsn.ts'

interface Stored {
  id: bigint
  lsn: Lsn
  /** The newest id whose LSN had been replicated when `id` replaced it. */
  reached: bigint
}

interface Waiting {
  key: string
  id: bigint
  lsn: Lsn
}

/** Another process works in the data directory. */
export class DirectoryInUseError extends Error {
  override name = 'DirectoryInUseError'
  readonly code = 'PSYNC_S1003'

  constructor(directory: string) {
    super(`Another sync service is running with the data in ${directory}. Stop it, or set DRIFTLESS_DATA_DIR to another directory.`)
  }
}

const RETENTION_MS = 60 * 60 * 1000

/**
 * Numbers that a client asks for after an upload, and gets back in a checkpoint once everything that was in Postgres at that time is in
 * its buckets. Kept in a file of its own: they outlive deployments and never wait for a long transaction.
 */
export class WriteCheckpoints {
  readonly #database: DatabaseSync
  readonly #select
  readonly #upsert
  readonly #expire
  readonly #waiting: Waiting[] = []
  readonly #reached = new Map<string, bigint>()

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: 2000 })
    try {
      // Exclusive, so that no second service works in the same directory; the system releases the lock of a killed process.
      this.#database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS write_checkpoints (
          key TEXT PRIMARY KEY, id INTEGER NOT NULL, lsn TEXT NOT NULL, reached INTEGER NOT NULL, requested_at INTEGER
        ) WITHOUT ROWID; BEGIN IMMEDIATE; COMMIT`)
    }
    catch (error) {
      this.#database.close()
      throw error instanceof Error && 'errcode' in error && error.errcode === 5 ? new DirectoryInUseError(dirname(path)) : error
    }
    this.#select = this.#database.prepare('SELECT id, lsn, reached FROM write_checkpoints WHERE key = ?')
    this.#select.setReadBigInts(true)
    this.#upsert = this.#database.prepare('INSERT OR REPLACE INTO write_checkpoints (key, id, lsn, reached, requested_at) VALUES (?, ?, ?, ?, ?)')
    this.#expire = this.#database.prepare('DELETE FROM write_checkpoints WHERE requested_at < ?')
  }

  /** The next number of the key, to be returned once `lsn` is replicated. */
  create(key: string, lsn: Lsn, replicated: Lsn): bigint {
    const before = this.#get(key)
    return this.#store(key, before, (before?.id ?? 0n) + 1n, lsn, replicated, null)
  }

  /** The client chose `id`. Only a larger one than before replaces; the answer is what is stored now. */
  request(key: string, id: bigint, lsn: Lsn, replicated: Lsn): bigint {
    const before = this.#get(key)
    if (before && before.id > id) return before.id
    return this.#store(key, before, id, before?.id === id ? before.lsn : lsn, replicated, Date.now())
  }

  /** The number that a checkpoint at `replicated` carries for the key. */
  reached(key: string, replicated: Lsn): bigint | undefined {
    const recent = this.#reached.get(key)
    const stored = this.#get(key)
    if (!stored) return recent
    if (stored.lsn <= replicated) return stored.id
    const older = recent !== undefined && recent > stored.reached ? recent : stored.reached
    return older > 0n ? older : undefined
  }

  /** Advances with a feed's news for as long as the store of checkpoints lives. */
  follow(subscribe: (listener: (feed: CheckpointFeed, lsn: Lsn) => void) => void): void {
    subscribe((feed, lsn) => feed.writeKeysReached(this.advance(lsn)))
  }

  /** Takes note of what is replicated; returns the keys that have reached a new number. */
  advance(replicated: Lsn): string[] {
    const keys: string[] = []
    for (let next = this.#waiting[0]; next && next.lsn <= replicated; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#reached.set(next.key, next.id)
      keys.push(next.key)
    }
    return keys
  }

  /** Forgets requested checkpoints that nobody has refreshed for an hour. */
  expire(now = Date.now()): void {
    this.#expire.run(now - RETENTION_MS)
    this.#reached.clear()
  }

  close(): void {
    this.#database.close()
  }

  #get(key: string): Stored | undefined {
    const row = this.#select.get(key)
    return row && { id: BigInt(String(row.id)), lsn: String(row.lsn), reached: BigInt(String(row.reached)) }
  }

  #store(key: string, before: Stored | undefined, id: bigint, lsn: Lsn, replicated: Lsn, requestedAt: number | null): bigint {
    const reached = before === undefined ? 0n : before.lsn <= replicated ? before.id : before.reached
    this.#upsert.run(key, id, lsn, reached, requestedAt)
    this.#wait({ key, id, lsn })
    return id
  }

  // LSNs arrive in order but for answers that overtake each other.
  #wait(entry: Waiting): void {
    let at = this.#waiting.length
    while (at > 0 && (this.#waiting[at - 1]?.lsn ?? FIRST_LSN) > entry.lsn) at--
    this.#waiting.splice(at, 0, entry)
  }
}
