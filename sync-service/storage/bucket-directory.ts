import type { StatementSync } from 'node:sqlite'
import type { BucketDatabase } from './bucket-database.ts'

const KEPT = 50_000

/** A bucket as of the last commit. Checksum and count are sums over all its operations, kept as they are written. */
export interface BucketState {
  /** 0 as long as the bucket has no operations. */
  id: number
  readonly name: string
  checksum: number
  count: number
  lastOp: number
  readonly listeners: Set<BucketListener>
}

export interface BucketListener {
  bucketChanged(bucket: BucketState): void
}

export type BucketSums = Pick<BucketState, 'id' | 'checksum' | 'count' | 'lastOp'>

/** Buckets by name: those in use and those used lately in memory, all others read from the file when asked for. */
export class BucketDirectory {
  readonly #states = new Map<string, BucketState>()
  readonly #select: StatementSync

  constructor(database: BucketDatabase) {
    this.#select = database.reader.prepare('SELECT id, checksum, count, last_op FROM buckets WHERE name = ?')
  }

  get(name: string): BucketState {
    const known = this.#states.get(name)
    if (known) return known
    const row = this.#select.get(name)
    const state: BucketState = {
      id: Number(row?.id ?? 0),
      name,
      checksum: Number(row?.checksum ?? 0),
      count: Number(row?.count ?? 0),
      lastOp: Number(row?.last_op ?? 0),
      listeners: new Set(),
    }
    if (this.#states.size >= KEPT) this.#forgetUnused()
    this.#states.set(name, state)
    return state
  }

  /** Takes over committed sums. Returns the state if anyone could be interested in it. */
  apply(name: string, sums: BucketSums): BucketState | undefined {
    const state = this.#states.get(name)
    if (state) Object.assign(state, sums)
    return state
  }

  #forgetUnused(): void {
    for (const [name, state] of this.#states) {
      if (state.listeners.size === 0) this.#states.delete(name)
    }
  }
}
