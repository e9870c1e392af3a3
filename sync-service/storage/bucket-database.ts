import type { StatementSync } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import { SCHEMA, STORAGE_VERSION } from './schema.ts'

/** The bucket file cannot be used; it has to be rebuilt from Postgres. */
export class StorageDamagedError extends Error {
  override name = 'StorageDamagedError'
  readonly code = 'PSYNC_S1005'
}

/**
 * The SQLite file of one deployment. `writer` may have a transaction open for long, which `reader` does not see: readers see whole commits.
 * Commits are not synced to disk one by one (see Durability): after a crash of the process nothing is lost, after a crash of the machine
 * the file is at an earlier commit, and the replication slot has not been moved beyond it.
 */
export class BucketDatabase {
  readonly path: string
  readonly writer: DatabaseSync
  readonly reader: DatabaseSync
  readonly #readMeta: StatementSync
  readonly #writeMeta: StatementSync

  constructor(path: string) {
    this.path = path
    this.writer = new DatabaseSync(path)
    try {
      this.writer.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -12000; PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 33554432')
      this.writer.exec(SCHEMA)
      this.reader = new DatabaseSync(path)
      this.reader.exec('PRAGMA query_only = 1; PRAGMA cache_size = -4000')
      this.#readMeta = this.writer.prepare('SELECT value FROM meta WHERE key = ?')
      this.#writeMeta = this.writer.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)')
      this.#checkVersion()
    }
    catch (error) {
      this.writer.close()
      throw error instanceof StorageDamagedError ? error : new StorageDamagedError(`${path} cannot be opened as bucket storage: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  meta(key: string): string | undefined {
    const value = this.#readMeta.get(key)?.value
    return typeof value === 'string' ? value : undefined
  }

  /** Part of the writer's open transaction, if there is one. */
  setMeta(key: string, value: string): void {
    this.#writeMeta.run(key, value)
  }

  get sizeBytes(): number {
    const pages = (pragma: string) => Number(Object.values(this.reader.prepare(`PRAGMA ${pragma}`).get() ?? {})[0])
    return pages('page_count') * pages('page_size')
  }

  /** Undoes the writer's transaction. Some errors, a full disk for one, have made SQLite do that already. */
  rollback(): void {
    if (this.writer.isTransaction) this.writer.exec('ROLLBACK')
  }

  close(): void {
    this.reader.close()
    this.writer.close()
  }

  #checkVersion(): void {
    const version = this.meta('version')
    if (version === undefined) this.setMeta('version', String(STORAGE_VERSION))
    else if (version !== String(STORAGE_VERSION)) throw new StorageDamagedError(`${this.path} has storage version ${version}; this program writes ${STORAGE_VERSION}.`)
  }
}

/** True for SQLite's reports of a damaged file, as opposed to a full disk or a bug. */
export function isDamage(error: unknown): boolean {
  if (error instanceof StorageDamagedError) return true
  return error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff)
}
