import type { OperationBatch } from '../storage/chunk-reader.ts'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { WriteCheckpoints } from '../storage/write-checkpoints.ts'
import type { BucketQuerier, StreamDescription } from '../streams/sync-config.ts'
import type { CheckpointLimits, StreamBucket } from './checkpoint-state.ts'
import type { ControlLine } from './lines.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CheckpointState, describeBucket } from './checkpoint-state.ts'

// A download is interrupted by a newer checkpoint only after this much of it: it must get on even under constant writes.
const OPERATIONS_BEFORE_INTERRUPTION = 1000

export interface DataLine {
  bucket: string
  after: number
  batch: OperationBatch
}

/** Where a session's lines go, the data line last. Waits while the client is slow, so that a session never has more than one batch in memory. */
export interface LineSink {
  send(lines: ControlLine[], data?: DataLine): Promise<void>
  /** Sent so far, as they went over the wire. */
  readonly bytes: number
}

export interface SessionOptions {
  store: BucketStore
  querier: BucketQuerier
  positions: Map<string, number>
  limits: CheckpointLimits
  writeCheckpoints: WriteCheckpoints
  writeKey: string
  sink: LineSink
}

/** The conversation with one client: a full checkpoint, its data by priority, then diffs for as long as it stays. */
export class SyncSession {
  readonly #options: SessionOptions
  readonly #state: CheckpointState
  readonly #streams: StreamDescription[]
  #wake: (() => void) | undefined
  #sentWriteCheckpoint: string | undefined
  #opId = ''

  constructor(options: SessionOptions) {
    this.#options = options
    this.#streams = options.querier.streams
    this.#state = new CheckpointState(options.store, options.querier, options.positions, options.limits, () => this.#wake?.())
  }

  /** How many buckets the client has at this moment. */
  get buckets(): number {
    return this.#state.buckets.size
  }

  /** Runs until the signal is aborted, or throws what went wrong (before the first line: ServiceError for the client). */
  async run(signal: AbortSignal): Promise<void> {
    const { feed } = this.#options.store
    feed.watchWriteKey(this.#options.writeKey, this.#state)
    const onAbort = () => this.#wake?.()
    signal.addEventListener('abort', onAbort)
    try {
      let opening = await this.#checkpoint()
      while (!signal.aborted) {
        const interrupted = await this.#sendCheckpoint(opening, signal)
        opening = await this.#diff(interrupted, signal)
      }
    }
    finally {
      signal.removeEventListener('abort', onAbort)
      feed.unwatchWriteKey(this.#options.writeKey, this.#state)
      feed.unpin(this)
      this.#state.close()
    }
  }

  async #checkpoint(): Promise<ControlLine> {
    await this.#state.advance()
    const buckets = [...this.#state.buckets.values()].map(describeBucket)
    return { checkpoint: { ...this.#head(), buckets, streams: this.#streams } }
  }

  /** Waits for the next checkpoint that differs in anything this client sees. After an interruption it is due at once. */
  async #diff(interrupted: boolean, signal: AbortSignal): Promise<ControlLine> {
    for (let due = interrupted; ; due = false) {
      if (!due) await this.#changed(signal)
      const { updated, removed } = await this.#state.advance()
      const before = this.#sentWriteCheckpoint
      const head = this.#head()
      if (due || signal.aborted || updated.length > 0 || removed.length > 0 || head.write_checkpoint !== before) {
        return { checkpoint_diff: { ...head, removed_buckets: removed, updated_buckets: updated.map(describeBucket) } }
      }
      this.#options.store.feed.unpin(this)
    }
  }

  /** Sends the announcement and what the client still lacks; true when a newer checkpoint has interrupted it. */
  async #sendCheckpoint(opening: ControlLine, signal: AbortSignal): Promise<boolean> {
    const { sink } = this.#options
    // Lines that belong together leave together: for a small change that is one write to the socket.
    let lines: ControlLine[] = [opening]
    let sent = 0
    const groups = this.#byPriority()
    for (const [index, { priority, buckets }] of groups.entries()) {
      for (const bucket of buckets) {
        for (let batch = this.#read(bucket); batch && !signal.aborted; batch = this.#read(bucket)) {
          await sink.send(lines, { bucket: bucket.state.name, after: bucket.position, batch })
          // Others who download the same get their turn before they would have to read it anew.
          if (batch.readers === 1) await nextTurn()
          lines = []
          bucket.position = batch.lastOp
          sent += batch.count
          if (sent >= OPERATIONS_BEFORE_INTERRUPTION && index > 0 && this.#state.dirty && bucket.position < bucket.target) return true
        }
        // Cut off in the middle: a complete line would have the client check sums of data that it was not sent.
        if (signal.aborted) return false
      }
      if (index < groups.length - 1) lines.push({ partial_checkpoint_complete: { last_op_id: this.#opId, priority } })
    }
    lines.push({ checkpoint_complete: { last_op_id: this.#opId } })
    await sink.send(lines)
    this.#options.store.feed.unpin(this)
    return false
  }

  #read(bucket: StreamBucket): OperationBatch | undefined {
    if (bucket.position >= bucket.target) return undefined
    const batch = this.#options.store.chunks.shared(bucket.state, bucket.position, bucket.target)
    if (!batch) bucket.position = bucket.target
    return batch
  }

  #byPriority(): { priority: number, buckets: StreamBucket[] }[] {
    const groups = Map.groupBy(this.#state.buckets.values(), bucket => bucket.priority)
    return [...groups].sort(([a], [b]) => a - b).map(([priority, buckets]) => ({
      priority,
      buckets: buckets.filter(bucket => bucket.position < bucket.target).sort((a, b) => a.state.name < b.state.name ? -1 : 1),
    }))
  }

  #head(): { last_op_id: string, write_checkpoint?: string } {
    const { store, writeCheckpoints, writeKey } = this.#options
    store.feed.pin(this)
    this.#opId = String(store.feed.opId)
    this.#sentWriteCheckpoint = writeCheckpoints.reached(writeKey, store.feed.lsn)?.toString()
    return { last_op_id: this.#opId, ...(this.#sentWriteCheckpoint === undefined ? {} : { write_checkpoint: this.#sentWriteCheckpoint }) }
  }

  async #changed(signal: AbortSignal): Promise<void> {
    if (this.#state.dirty || signal.aborted) return
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    this.#wake = undefined
  }
}
