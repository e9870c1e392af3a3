import type { Lsn } from './lsn.ts'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { FIRST_LSN } from './lsn.ts'

/**
 * Knows up to which LSN the bucket file would survive a power cut. Commits are written to the write-ahead file without waiting for the
 * disk; here that file is synced in the background, and only then may Postgres be told to forget the log before that LSN.
 */
export class Durability {
  readonly #database: string
  readonly #file: string
  #committed: Lsn = FIRST_LSN
  #durable: Lsn = FIRST_LSN
  #running: Promise<void> | undefined

  constructor(databasePath: string, alreadyDurable: Lsn) {
    this.#database = databasePath
    this.#file = `${databasePath}-wal`
    this.#committed = alreadyDurable
    this.#durable = alreadyDurable
  }

  get lsn(): Lsn {
    return this.#durable
  }

  committed(lsn: Lsn): void {
    this.#committed = lsn
  }

  /** Nothing was written for the positions up to `lsn`: they are as durable as what lies before them. */
  unchangedUpTo(lsn: Lsn): void {
    if (this.#durable === this.#committed) this.#durable = lsn
    this.#committed = lsn
  }

  /** Syncs what is committed by now; calls during a sync share its result. */
  sync(): Promise<void> {
    this.#running ??= this.#sync().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #sync(): Promise<void> {
    const upTo = this.#committed
    if (upTo === this.#durable) return
    const file = await open(existsSync(this.#file) ? this.#file : this.#database, 'r+')
    try {
      await file.datasync()
    }
    finally {
      await file.close()
    }
    this.#durable = upTo
  }
}
