import type { StatementSync } from 'node:sqlite'
import type { BucketDatabase } from './bucket-database.ts'
import type { BucketState } from './bucket-directory.ts'
import { zstdDecompressSync } from 'node:zlib'
import { noteShortLived } from './external-garbage.ts'
import { OperationBuffer } from './operation-buffer.ts'
import { OperationCursor } from './operation-cursor.ts'
import { CHUNK_BYTES, CHUNK_OPERATIONS } from './chunk-writer.ts'

// Small chunks are joined into one batch; more than this many rows at once would hold the process for too long.
const CHUNKS_AT_ONCE = 250
// Of operations, for readers who come close after one another; each format's lines come on top.
const RECENT_BYTES = 8 * 1024 * 1024
const RECENT_MS = 2000

/** Consecutive operations of one bucket: the elements of a BSON array, shared by everyone who reads them. */
export interface OperationBatch {
  body: Buffer
  count: number
  lastOp: number
  /** False when the batch reaches the checkpoint that was asked for. */
  more: boolean
  /** How many have asked for it, where several could. */
  readers: number
}

/** Reads a bucket's operations in batches of up to 1000, always as of a whole commit. */
export class ChunkReader {
  readonly #select: StatementSync
  readonly #recent = new Map<string, OperationBatch>()
  #recentBytes = 0
  #forgetting: NodeJS.Timeout | undefined

  constructor(database: BucketDatabase) {
    this.#select = database.reader.prepare(
      `SELECT first_op, last_op, count, expanded, body FROM chunks WHERE bucket = ? AND last_op > ? AND first_op <= ? ORDER BY last_op LIMIT ${CHUNKS_AT_ONCE}`,
    )
  }

  /** As `read`, but readers who ask the same lately get the same object: after a change, or after a restart, many streams do. */
  shared({ id, listeners }: BucketState, after: number, upTo: number): OperationBatch | undefined {
    if (listeners.size < 2) return this.read(id, after, upTo)
    const key = `${id} ${after} ${upTo}`
    const known = this.#recent.get(key)
    const batch = known ?? this.read(id, after, upTo)
    if (batch) batch.readers++
    if (batch && !known) this.#remember(key, batch)
    return batch
  }

  /** After compaction, what was read before is not what is stored. */
  forget(): void {
    clearTimeout(this.#forgetting)
    this.#forgetting = undefined
    this.#recent.clear()
    this.#recentBytes = 0
  }

  #remember(key: string, batch: OperationBatch): void {
    this.#forgetting ??= setTimeout(() => this.forget(), RECENT_MS).unref()
    this.#recent.set(key, batch)
    this.#recentBytes += batch.body.length
    for (const [oldest, { body }] of this.#recent) {
      if (this.#recentBytes <= RECENT_BYTES) return
      this.#recent.delete(oldest)
      this.#recentBytes -= body.length
    }
  }

  /** The next operations with `after` < op id <= `upTo`, or undefined when there are none. */
  read(bucketId: number, after: number, upTo: number): OperationBatch | undefined {
    const joined = new OperationBuffer()
    let seen = 0
    for (const row of this.#select.iterate(bucketId, after, upTo)) {
      seen++
      const chunk = { firstOp: Number(row.first_op), lastOp: Number(row.last_op), count: Number(row.count) }
      const whole = chunk.firstOp > after && chunk.lastOp <= upTo
      const expanded = Number(row.expanded)
      const large = expanded > 0
      if (joined.count > 0 && (large || joined.count + chunk.count > CHUNK_OPERATIONS || joined.size > CHUNK_BYTES)) {
        return { body: joined.body, count: joined.count, lastOp: joined.lastOp, more: true, readers: 0 }
      }
      const body = chunkBody(row.body, expanded)
      if (whole && large) return { body, count: chunk.count, lastOp: chunk.lastOp, more: chunk.lastOp < upTo, readers: 0 }
      appendBetween(joined, body, after, upTo)
    }
    if (joined.count === 0) return undefined
    return { body: joined.body, count: joined.count, lastOp: joined.lastOp, more: seen === CHUNKS_AT_ONCE, readers: 0 }
  }
}

/** The operations of a stored chunk. */
export function chunkBody(stored: unknown, expanded: number): Buffer {
  if (!(stored instanceof Uint8Array)) throw new TypeError('A chunk without a body.')
  // Once as it is read, and once as it is sent.
  noteShortLived(2 * expanded)
  // The result in one piece, instead of many of 16 KB that are then joined.
  return expanded > 0 ? zstdDecompressSync(stored, { chunkSize: Math.max(expanded, 64) }) : Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength)
}

function appendBetween(target: OperationBuffer, body: Buffer, after: number, upTo: number): void {
  const cursor = new OperationCursor(body)
  while (cursor.advance()) {
    if (cursor.opId > upTo) return
    if (cursor.opId > after) target.appendEncoded(cursor.opId, cursor.document)
  }
}
