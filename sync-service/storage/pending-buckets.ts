import type { StatementSync } from 'node:sqlite'
import type { BucketDatabase } from './bucket-database.ts'
import type { BucketDirectory, BucketSums } from './bucket-directory.ts'
import type { Operation } from './operation.ts'
import { CHUNK_BYTES, CHUNK_OPERATIONS, ChunkWriter } from './chunk-writer.ts'
import { OperationBuffer } from './operation-buffer.ts'
import { addChecksums } from './operation.ts'

// Encoded operations that may wait in memory before they are written into the open transaction.
const BYTES_IN_MEMORY = 16 * 1024 * 1024

const LARGE_TRANSACTION = 1024 * 1024

interface PendingBucket extends BucketSums {
  operations: OperationBuffer
}

/** The buckets that an open transaction has touched, with sums that include it. */
export class PendingBuckets {
  readonly #directory: BucketDirectory
  readonly #fragments: Map<number, number>
  readonly #chunks: ChunkWriter
  readonly #insert: StatementSync
  readonly #update: StatementSync
  #touched = new Map<string, PendingBucket>()
  // A large transaction's, for the next one: in an initial copy each would otherwise leave its megabytes to the garbage collector.
  #spare: OperationBuffer[] = []
  #bytesInAll = 0
  #bytes = 0

  /** `fragments` counts, by bucket, what compaction could put in order. */
  constructor(database: BucketDatabase, directory: BucketDirectory, fragments: Map<number, number>) {
    this.#directory = directory
    this.#fragments = fragments
    this.#chunks = new ChunkWriter(database)
    this.#insert = database.writer.prepare('INSERT INTO buckets (name, checksum, count, last_op) VALUES (?, 0, 0, 0)')
    this.#update = database.writer.prepare('UPDATE buckets SET checksum = ?, count = ?, last_op = ? WHERE id = ?')
  }

  /** Appends to the bucket, which is created if it is new, and returns the bucket's id. */
  append(name: string, operation: Operation): number {
    const bucket = this.#touched.get(name) ?? this.#touch(name)
    const sizeBefore = bucket.operations.size
    const checksum = bucket.operations.append(operation)
    bucket.checksum = addChecksums(bucket.checksum, checksum)
    bucket.count++
    bucket.lastOp = operation.opId
    const size = bucket.operations.size - sizeBefore
    this.#bytes += size
    this.#bytesInAll += size
    if (bucket.operations.count >= CHUNK_OPERATIONS || bucket.operations.size >= CHUNK_BYTES) this.#writeChunk(bucket)
    else if (this.#bytes > BYTES_IN_MEMORY) this.#writeLargest()
    return bucket.id
  }

  /** Writes everything and returns the new sums by bucket name. */
  flush(): Map<string, BucketSums> {
    this.#writeChunks()
    const touched = this.#touched
    for (const bucket of touched.values()) this.#update.run(bucket.checksum, bucket.count, bucket.lastOp, bucket.id)
    this.discard()
    return new Map(Array.from(touched, ([name, { id, checksum, count, lastOp }]) => [name, { id, checksum, count, lastOp }]))
  }

  noteFragment(bucketId: number): void {
    this.#fragments.set(bucketId, (this.#fragments.get(bucketId) ?? 0) + 1)
  }

  discard(): void {
    this.#spare = this.#bytesInAll < LARGE_TRANSACTION ? [] : Array.from(this.#touched.values(), ({ operations }) => operations)
    this.#bytesInAll = 0
    for (const operations of this.#spare) operations.clear()
    this.#touched = new Map()
    this.#bytes = 0
  }

  #touch(name: string): PendingBucket {
    const { id, checksum, count, lastOp } = this.#directory.get(name)
    const bucket = { id: id || Number(this.#insert.run(name).lastInsertRowid), checksum, count, lastOp, operations: this.#spare.pop() ?? new OperationBuffer() }
    this.#touched.set(name, bucket)
    return bucket
  }

  #writeChunks(): void {
    for (const bucket of this.#touched.values()) this.#writeChunk(bucket)
  }

  // Half of what waits. Small pieces stay: each chunk that is written now is one more to be joined later.
  #writeLargest(): void {
    const bySize = Array.from(this.#touched.values()).sort((a, b) => b.operations.size - a.operations.size)
    for (const bucket of bySize) {
      if (this.#bytes <= BYTES_IN_MEMORY / 2) return
      this.#writeChunk(bucket)
    }
  }

  #writeChunk({ id, operations }: PendingBucket): void {
    if (operations.count === 0) return
    this.#chunks.write(id, operations)
    if (operations.count < CHUNK_OPERATIONS) this.noteFragment(id)
    this.#bytes -= operations.size
    operations.clear()
  }
}
