import type { BucketState } from '../storage/bucket-directory.ts'
import type { CheckpointListener } from '../storage/checkpoint-feed.ts'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { BucketQuerier, ResolvedBucket } from '../streams/sync-config.ts'
import type { BucketDescription } from './lines.ts'
import { ServiceError } from './service-error.ts'

/** A bucket as a stream has it. */
export interface StreamBucket {
  state: BucketState
  priority: number
  subscriptions: ResolvedBucket['subscriptions']
  /** Last op id that the client has. */
  position: number
  /** What was last announced; undefined before the first time. */
  announced: { checksum: number, count: number } | undefined
  /** Last op id of the bucket that belongs to the announced checkpoint. */
  target: number
}

export interface CheckpointLimits {
  bucketsPerConnection: number
  parameterRows: number
}

/** What changed between two checkpoints of a stream. */
export interface CheckpointChange {
  updated: StreamBucket[]
  removed: string[]
}

/**
 * The buckets of one stream, followed from checkpoint to checkpoint. It watches exactly the buckets and look-ups that it uses, and looks
 * at exactly those that have changed, however many there are.
 */
export class CheckpointState implements CheckpointListener {
  readonly buckets = new Map<string, StreamBucket>()
  readonly #store: BucketStore
  readonly #querier: BucketQuerier
  readonly #limits: CheckpointLimits
  readonly #positions: Map<string, number>
  readonly #onChange: () => void
  readonly #dirty = new Set<BucketState>()
  #lookups = new Set<string>()
  #lookupsDirty = true
  #writeCheckpointDirty = false

  constructor(store: BucketStore, querier: BucketQuerier, positions: Map<string, number>, limits: CheckpointLimits, onChange: () => void) {
    this.#store = store
    this.#querier = querier
    this.#positions = positions
    this.#limits = limits
    this.#onChange = onChange
  }

  get dirty(): boolean {
    return this.#dirty.size > 0 || this.#lookupsDirty || this.#writeCheckpointDirty
  }

  bucketChanged(bucket: BucketState): void {
    this.#dirty.add(bucket)
    this.#onChange()
  }

  lookupsChanged(): void {
    this.#lookupsDirty = true
    this.#onChange()
  }

  writeCheckpointReached(): void {
    this.#writeCheckpointDirty = true
    this.#onChange()
  }

  /** Moves to the store's current checkpoint. Everything after the look-ups happens at one instant, so that all sums belong together. */
  async advance(): Promise<CheckpointChange> {
    const removed: string[] = []
    const changed = new Set<StreamBucket>()
    while (this.#lookupsDirty) {
      this.#lookupsDirty = false
      const resolved = await this.#resolve()
      if (!this.#lookupsDirty) this.#replaceBuckets(resolved, changed, removed)
    }
    for (const state of this.#dirty) {
      const bucket = this.buckets.get(state.name)
      if (bucket) changed.add(bucket)
    }
    this.#dirty.clear()
    this.#writeCheckpointDirty = false
    const updated = [...changed].filter(bucket => announce(bucket))
    return { updated, removed }
  }

  close(): void {
    for (const { state } of this.buckets.values()) state.listeners.delete(this)
    for (const lookup of this.#lookups) this.#store.feed.unwatchLookup(lookup, this)
  }

  async #resolve(): Promise<ResolvedBucket[]> {
    const used = new Set<string>()
    let rows = 0
    const resolved = await this.#querier.resolve((lookup) => {
      // Watched before it is read, so that no change falls between.
      if (!used.has(lookup)) this.#store.feed.watchLookup(lookup, this)
      used.add(lookup)
      const found = this.#store.parameters.find(lookup)
      rows += found.length
      if (rows > this.#limits.parameterRows) throw new ServiceError(500, 'PSYNC_S2305', `Too many parameter query results: more than ${this.#limits.parameterRows}`)
      return found
    })
    for (const lookup of this.#lookups) {
      if (!used.has(lookup)) this.#store.feed.unwatchLookup(lookup, this)
    }
    this.#lookups = used
    if (resolved.length > this.#limits.bucketsPerConnection) {
      throw new ServiceError(500, 'PSYNC_S2305', `Too many buckets: ${resolved.length} (limit of ${this.#limits.bucketsPerConnection})`)
    }
    return resolved
  }

  #replaceBuckets(resolved: ResolvedBucket[], changed: Set<StreamBucket>, removed: string[]): void {
    const names = new Set(resolved.map(({ name }) => name))
    for (const [name, { state }] of this.buckets) {
      if (names.has(name)) continue
      state.listeners.delete(this)
      this.buckets.delete(name)
      this.#positions.delete(name)
      removed.push(name)
    }
    for (const { name, priority, subscriptions } of resolved) {
      const known = this.buckets.get(name)
      if (known) {
        if (known.priority !== priority || JSON.stringify(known.subscriptions) !== JSON.stringify(subscriptions)) {
          Object.assign(known, { priority, subscriptions, announced: undefined })
          changed.add(known)
        }
        continue
      }
      const state = this.#store.directory.get(name)
      state.listeners.add(this)
      const bucket = { state, priority, subscriptions, position: this.#positions.get(name) ?? 0, announced: undefined, target: 0 }
      this.buckets.set(name, bucket)
      changed.add(bucket)
    }
  }
}

/** Takes over the bucket's sums; false when they are the ones that the client already knows. */
function announce(bucket: StreamBucket): boolean {
  const { checksum, count, lastOp } = bucket.state
  const same = bucket.announced?.checksum === checksum && bucket.announced.count === count
  bucket.announced = { checksum, count }
  bucket.target = lastOp
  return !same
}

/** Checksums are sent as signed 32-bit numbers. */
export function describeBucket({ state, announced, priority, subscriptions }: StreamBucket): BucketDescription {
  return { bucket: state.name, checksum: (announced?.checksum ?? 0) | 0, count: announced?.count ?? 0, priority, subscriptions }
}
