import type { BucketListener } from './bucket-directory.ts'
import type { Lsn } from './lsn.ts'
import type { Commit } from './write-batch.ts'
import { FIRST_LSN } from './lsn.ts'

/** Someone who follows checkpoints. Each call only takes note; the work is done later, in the listener's own time. */
export interface CheckpointListener extends BucketListener {
  lookupsChanged(): void
  writeCheckpointReached(): void
}

/** The current checkpoint of a store, and who has to know when something that concerns them is committed: nobody else is woken. */
export class CheckpointFeed {
  opId: number
  lsn: Lsn
  readonly #byLookup = new Map<string, Set<CheckpointListener>>()
  readonly #byWriteKey = new Map<string, Set<CheckpointListener>>()
  readonly #pins = new Map<object, number>()
  readonly #onReplicated = new Set<(lsn: Lsn) => void>()

  constructor(opId: number, lsn: Lsn) {
    this.opId = opId
    this.lsn = lsn
  }

  /** The checkpoint that `owner` is sending now; compaction keeps what it needs. */
  pin(owner: object): void {
    this.#pins.set(owner, this.opId)
  }

  unpin(owner: object): void {
    this.#pins.delete(owner)
  }

  get oldestPinned(): number {
    return Math.min(this.opId, ...this.#pins.values())
  }

  onReplicated(listener: (lsn: Lsn) => void): () => void {
    this.#onReplicated.add(listener)
    return () => this.#onReplicated.delete(listener)
  }

  watchLookup(lookup: string, listener: CheckpointListener): void {
    add(this.#byLookup, lookup, listener)
  }

  unwatchLookup(lookup: string, listener: CheckpointListener): void {
    remove(this.#byLookup, lookup, listener)
  }

  watchWriteKey(key: string, listener: CheckpointListener): void {
    add(this.#byWriteKey, key, listener)
  }

  unwatchWriteKey(key: string, listener: CheckpointListener): void {
    remove(this.#byWriteKey, key, listener)
  }

  committed(commit: Commit): void {
    this.opId = commit.opId
    for (const bucket of commit.buckets) {
      for (const listener of bucket.listeners) listener.bucketChanged(bucket)
    }
    for (const lookup of commit.lookups) {
      for (const listener of this.#byLookup.get(lookup) ?? []) listener.lookupsChanged()
    }
    this.replicatedUpTo(commit.lsn)
  }

  /** Everything up to `lsn` is contained, whether or not it has changed anything. */
  replicatedUpTo(lsn: Lsn): void {
    if (lsn < (this.lsn || FIRST_LSN)) return
    this.lsn = lsn
    for (const listener of this.#onReplicated) listener(lsn)
  }

  writeKeysReached(keys: string[]): void {
    for (const key of keys) {
      for (const listener of this.#byWriteKey.get(key) ?? []) listener.writeCheckpointReached()
    }
  }
}

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key)
  if (set) set.add(value)
  else map.set(key, new Set([value]))
}

function remove<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key)
  set?.delete(value)
  if (set?.size === 0) map.delete(key)
}
