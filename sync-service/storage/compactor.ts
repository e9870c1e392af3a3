import type { StatementSync } from 'node:sqlite'
import type { BucketStore } from './bucket-store.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { chunkBody } from './chunk-reader.ts'
import { CHUNK_BYTES, CHUNK_OPERATIONS, ChunkWriter } from './chunk-writer.ts'
import { compactOperations } from './compact-operations.ts'

/** Work on a bucket begins when this many chunks or needless operations have come together in it. */
export const FRAGMENTS = 250
// Chunks that are as large as this stay alone, unless they hold needless operations.
const FULL_ENOUGH = CHUNK_OPERATIONS * 0.7

// A chunk of one operation that is not longer is a CLEAR.
const CLEAR_BYTES = 100

interface ChunkHead {
  firstOp: number
  lastOp: number
  count: number
  /** As they are sent. */
  bytes: number
}

/**
 * Shortens buckets in small steps between other work: operations that later ones have made needless become MOVE, those at a bucket's
 * beginning one CLEAR, and small chunks are joined. A bucket's checksum stays the same. What a running download may still need, because its
 * checkpoint is older than the operation that replaces it, is left alone.
 */
export class Compactor {
  readonly #store: BucketStore
  readonly #heads: StatementSync
  readonly #bodies: StatementSync
  readonly #deleteChunks: StatementSync
  readonly #superseded: StatementSync
  readonly #deleteSuperseded: StatementSync
  readonly #chunks: ChunkWriter
  readonly #positions = new Map<number, number>()

  constructor(store: BucketStore) {
    const { writer } = store.database
    this.#store = store
    this.#heads = writer.prepare(
      'SELECT first_op, last_op, count, iif(expanded > 0, expanded, length(body)) AS bytes FROM chunks WHERE bucket = ? AND last_op > ? AND last_op <= ? ORDER BY last_op LIMIT 200',
    )
    this.#bodies = writer.prepare('SELECT expanded, body FROM chunks WHERE bucket = ? AND last_op BETWEEN ? AND ? ORDER BY last_op')
    this.#deleteChunks = writer.prepare('DELETE FROM chunks WHERE bucket = ? AND last_op BETWEEN ? AND ?')
    this.#superseded = writer.prepare('SELECT op FROM superseded WHERE bucket = ? AND op BETWEEN ? AND ? AND by_op <= ?')
    this.#deleteSuperseded = writer.prepare('DELETE FROM superseded WHERE bucket = ? AND op BETWEEN ? AND ? AND by_op <= ?')
    this.#chunks = new ChunkWriter(store.database)
  }

  /** Takes one step, if a bucket needs it and no transaction is open. Returns false when there is nothing to do now. */
  step(): boolean {
    if (this.#store.batch.open) return false
    for (const [bucketId, fragments] of this.#store.fragments) {
      if (fragments < FRAGMENTS) continue
      if (this.#stepIn(bucketId)) return true
      this.#store.fragments.delete(bucketId)
    }
    return false
  }

  /** Compacts everything there is to compact, in steps between which other work goes on. */
  async run(): Promise<void> {
    for (const row of this.#store.database.writer.prepare('SELECT id FROM buckets').all()) await this.#runIn(Number(row.id))
    this.#store.fragments.clear()
  }

  async #runIn(bucketId: number): Promise<void> {
    for (let more = true; more;) {
      await nextTurn()
      if (!this.#store.batch.open) more = this.#stepIn(bucketId)
    }
  }

  /** False at the end of the bucket. */
  #stepIn(bucketId: number): boolean {
    const after = this.#positions.get(bucketId) ?? 0
    const safe = this.#store.feed.oldestPinned
    const heads = this.#heads.all(bucketId, after, safe).map(row => ({
      firstOp: Number(row.first_op), lastOp: Number(row.last_op), count: Number(row.count), bytes: Number(row.bytes),
    }))
    const group = firstGroup(heads, after === 0)
    const [first] = group
    const last = group.at(-1)
    if (!first || !last) {
      this.#positions.delete(bucketId)
      return false
    }
    const needless = new Set(this.#superseded.all(bucketId, first.firstOp, last.lastOp, safe).map(row => Number(row.op)))
    const clears = after === 0 && first.count > 1
    const needed = group.length > 1 || needless.size > 0 || clears
    const left = needed ? this.#rewrite(bucketId, first, last, needless, after === 0, safe) : first.count
    // A beginning that has just become a CLEAR joins the next group's beginning.
    const joins = needed && after === 0 && left === 1 && heads.length > group.length
    if (!joins) this.#positions.set(bucketId, last.lastOp)
    return true
  }

  /** Returns how many operations are left. */
  #rewrite(bucketId: number, first: ChunkHead, last: ChunkHead, needless: Set<number>, atBeginning: boolean, safe: number): number {
    const { writer } = this.#store.database
    const bodies = this.#bodies.all(bucketId, first.lastOp, last.lastOp).map(row => chunkBody(row.body, Number(row.expanded)))
    const compacted = compactOperations(bodies, needless, atBeginning)
    writer.exec('BEGIN IMMEDIATE')
    try {
      this.#deleteChunks.run(bucketId, first.lastOp, last.lastOp)
      this.#deleteSuperseded.run(bucketId, first.firstOp, last.lastOp, safe)
      this.#chunks.write(bucketId, compacted)
      writer.exec('COMMIT')
    }
    catch (error) {
      this.#store.database.rollback()
      throw error
    }
    this.#store.chunks.forget()
    return compacted.count
  }
}

/** The first chunks that fit into one; at a bucket's beginning a CLEAR, which is one operation, comes on top. */
function firstGroup(heads: ChunkHead[], atBeginning: boolean): ChunkHead[] {
  const group: ChunkHead[] = []
  let count = atBeginning && heads[0]?.count === 1 && heads[0].bytes < CLEAR_BYTES ? -1 : 0
  let bytes = 0
  for (const head of heads) {
    const full = head.count >= FULL_ENOUGH && group.length > 0 && count > 0
    if (full || count + head.count > CHUNK_OPERATIONS || (group.length > 0 && bytes + head.bytes > CHUNK_BYTES)) break
    group.push(head)
    count += head.count
    bytes += head.bytes
  }
  return group.length > 0 ? group : heads.slice(0, 1)
}
