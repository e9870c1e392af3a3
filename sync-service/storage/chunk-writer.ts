import type { StatementSync } from 'node:sqlite'
import type { BucketDatabase } from './bucket-database.ts'
import type { OperationBuffer } from './operation-buffer.ts'
import { constants, zstdCompressSync } from 'node:zlib'
import { noteShortLived } from './external-garbage.ts'

/**
 * A chunk is what one data line carries. The protocol allows 1000 operations and about 1 MiB; a client writes a line in one transaction, though, and in a
 * browser nobody can read meanwhile. See "How long a line may be" in docs/sync-service.md.
 */
export const CHUNK_OPERATIONS = 250
export const CHUNK_BYTES = 128 * 1024

const WORTH_COMPRESSING = 4096
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 128 * 1024 }

/** Writes encoded operations as chunks, in the writer's transaction; large ones compressed. */
export class ChunkWriter {
  readonly #insert: StatementSync

  constructor(database: BucketDatabase) {
    this.#insert = database.writer.prepare('INSERT INTO chunks (bucket, last_op, first_op, count, expanded, body) VALUES (?, ?, ?, ?, ?, ?)')
  }

  write(bucketId: number, operations: OperationBuffer): void {
    noteShortLived(operations.size)
    const compressed = operations.size >= WORTH_COMPRESSING
    const body = compressed ? zstdCompressSync(operations.body, ZSTD) : operations.body
    this.#insert.run(bucketId, operations.lastOp, operations.firstOp, operations.count, compressed ? operations.size : 0, body)
  }
}
