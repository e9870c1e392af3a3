import type { Lsn } from './lsn.ts'
import type { Commit } from './write-batch.ts'
import { rmSync } from 'node:fs'
import { BucketDatabase } from './bucket-database.ts'
import { BucketDirectory } from './bucket-directory.ts'
import { CheckpointFeed } from './checkpoint-feed.ts'
import { ChunkReader } from './chunk-reader.ts'
import { Durability } from './durability.ts'
import { FIRST_LSN } from './lsn.ts'
import { ParameterIndex } from './parameter-index.ts'
import { WriteBatch } from './write-batch.ts'

/** All that is kept of one deployment: its buckets, parameter index and position in Postgres' log. */
export class BucketStore {
  readonly database: BucketDatabase
  readonly directory: BucketDirectory
  readonly chunks: ChunkReader
  readonly parameters: ParameterIndex
  readonly batch: WriteBatch
  readonly feed: CheckpointFeed
  readonly durability: Durability
  /** By bucket, how much there is for compaction to put in order. */
  readonly fragments = new Map<number, number>()

  /** Opens or creates the file. Throws StorageDamagedError when it cannot be used. */
  constructor(path: string) {
    this.database = new BucketDatabase(path)
    this.directory = new BucketDirectory(this.database)
    this.chunks = new ChunkReader(this.database)
    this.parameters = new ParameterIndex(this.database)
    this.batch = new WriteBatch(this.database, this.directory, this.parameters, this.fragments)
    const lsn = this.database.meta('lsn') ?? FIRST_LSN
    this.feed = new CheckpointFeed(Number(this.database.meta('last_op') ?? 0), lsn)
    // After a stop the file may not be on disk up to its last commit, so nothing counts as durable before the first sync.
    this.durability = new Durability(path, FIRST_LSN)
    this.durability.committed(lsn)
  }

  /** Whether the initial copy is complete. */
  get complete(): boolean {
    return this.database.meta('snapshot') === 'done'
  }

  /** Commits the open batch and tells those whom it concerns. */
  commit(lsn: Lsn): Commit {
    const commit = this.batch.commit(lsn)
    this.durability.committed(lsn)
    this.feed.committed(commit)
    return commit
  }

  /** Everything up to `lsn` has been looked at and has changed nothing here. */
  replicated(lsn: Lsn): void {
    this.durability.unchangedUpTo(lsn)
    this.feed.replicatedUpTo(lsn)
  }

  close(): void {
    this.batch.rollback()
    this.chunks.forget()
    this.database.close()
  }
}

export function deleteStore(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}
