import type { BucketDatabase } from './bucket-database.ts'
import type { BucketDirectory, BucketState } from './bucket-directory.ts'
import type { StatementSync } from 'node:sqlite'
import type { RowState } from './row-state.ts'
import type { ParameterIndex } from './parameter-index.ts'
import { PendingBuckets } from './pending-buckets.ts'
import { RowStore } from './row-store.ts'
import { EMPTY_ROW } from './row-state.ts'

/** A row of a bucket as the sync config gives it. */
export interface EvaluatedRow {
  bucket: string
  objectType: string
  objectId: string
  data: string
}

/** What one commit has changed, for those who wait for it. */
export interface Commit {
  opId: number
  lsn: string
  buckets: BucketState[]
  lookups: Set<string>
}

/**
 * One SQLite transaction: operations, parameter index, row states and the LSN become visible together or not at all.
 * It may stay open while more of a source transaction arrives; memory is bounded, as encoded operations are written early.
 */
export class WriteBatch {
  readonly #database: BucketDatabase
  readonly #directory: BucketDirectory
  readonly #parameters: ParameterIndex
  readonly #rows: RowStore
  readonly #pending: PendingBuckets
  readonly #supersede: StatementSync
  #lookups = new Set<string>()
  #opId: number
  #committedOp: number
  #open = false
  operations = 0

  constructor(database: BucketDatabase, directory: BucketDirectory, parameters: ParameterIndex, fragments: Map<number, number>) {
    this.#database = database
    this.#directory = directory
    this.#parameters = parameters
    this.#rows = new RowStore(database)
    this.#pending = new PendingBuckets(database, directory, fragments)
    this.#supersede = database.writer.prepare('INSERT OR IGNORE INTO superseded (bucket, op, by_op) VALUES (?, ?, ?)')
    this.#opId = Number(database.meta('last_op') ?? 0)
    this.#committedOp = this.#opId
  }

  get open(): boolean {
    return this.#open
  }

  row(sourceTable: number, identity: string): RowState | undefined {
    this.#begin()
    return this.#rows.get(sourceTable, identity)
  }

  /** Up to 1000 of a table's rows. */
  someIdentities(sourceTable: number): string[] {
    return this.#rows.someIdentities(sourceTable)
  }

  /** The row now is in exactly these buckets; elsewhere it is removed. An empty result deletes it. */
  replaceRow(sourceTable: number, identity: string, before: RowState | undefined, rows: EvaluatedRow[], parameters: RowState['parameters'], toast: RowState['toast']): void {
    this.#begin()
    const subkey = `${sourceTable}/${identity}`
    const placed = rows.map(row => this.#put(row, subkey))
    if (before) this.#supersedeAll(before, placed, subkey)
    this.#replaceParameters(sourceTable, identity, before ?? EMPTY_ROW, parameters)
    if (placed.length > 0 || parameters.length > 0 || toast) this.#rows.set(sourceTable, identity, { placed, parameters, toast })
    else if (before) this.#rows.delete(sourceTable, identity)
  }

  /** As `replaceRow`, for a row that Postgres has inserted: nearly always there is nothing of it yet, and that is not asked beforehand. */
  insertRow(sourceTable: number, identity: string, rows: EvaluatedRow[], parameters: RowState['parameters'], toast: RowState['toast']): void {
    this.#begin()
    // A row that is nowhere leaves nothing behind that would tell whether it was there.
    if (rows.length === 0) return this.replaceRow(sourceTable, identity, this.row(sourceTable, identity), rows, parameters, toast)
    const subkey = `${sourceTable}/${identity}`
    const placed = rows.map(row => this.#put(row, subkey))
    const state = { placed, parameters, toast }
    if (this.#rows.insert(sourceTable, identity, state)) return this.#replaceParameters(sourceTable, identity, EMPTY_ROW, parameters)
    // It has been read from the table meanwhile, or the table has equal rows.
    const before = this.row(sourceTable, identity) ?? EMPTY_ROW
    this.#supersedeAll(before, placed, subkey)
    this.#replaceParameters(sourceTable, identity, before, parameters)
    this.#rows.set(sourceTable, identity, state)
  }

  /** A row of an initial copy: nothing of it can be there yet. */
  addRow(sourceTable: number, identity: string, rows: EvaluatedRow[], parameters: RowState['parameters'], toast: RowState['toast']): void {
    this.#begin()
    const subkey = `${sourceTable}/${identity}`
    const placed = rows.map(row => this.#put(row, subkey))
    this.#replaceParameters(sourceTable, identity, EMPTY_ROW, parameters)
    if (placed.length > 0 || parameters.length > 0 || toast) this.#rows.add(sourceTable, identity, { placed, parameters, toast })
  }

  setMeta(key: string, value: string): void {
    this.#begin()
    this.#database.setMeta(key, value)
  }

  /** Reads what is committed, or what this transaction has written so far. */
  read<T>(question: (database: BucketDatabase) => T): T {
    return question(this.#database)
  }

  /** Runs other statements in this transaction. */
  write<T>(change: (database: BucketDatabase) => T): T {
    this.#begin()
    return change(this.#database)
  }

  /** Makes all of it visible. `lsn`: everything up to there is contained. */
  commit(lsn: string): Commit {
    this.#begin()
    if (this.#lookups.size > 0) this.#opId++
    const sums = this.#pending.flush()
    this.#rows.flush()
    this.#database.setMeta('last_op', String(this.#opId))
    this.#database.setMeta('lsn', lsn)
    this.#database.writer.exec('COMMIT')
    const commit: Commit = { opId: this.#opId, lsn, lookups: this.#lookups, buckets: [] }
    for (const [name, changed] of sums) {
      const state = this.#directory.apply(name, changed)
      if (state) commit.buckets.push(state)
    }
    this.#reset()
    this.#committedOp = this.#opId
    return commit
  }

  /** Commits a portion of an initial copy. Nobody reads that before it is complete, so operations may go on waiting for more of their bucket. */
  commitPortion(): void {
    if (!this.#open) return
    this.#rows.flush()
    this.#database.writer.exec('COMMIT')
    this.#open = false
  }

  rollback(): void {
    if (!this.#open) return
    this.#database.rollback()
    this.#opId = this.#committedOp
    this.#pending.discard()
    this.#rows.reset()
    this.#reset()
  }

  #begin(): void {
    if (this.#open) return
    this.#database.writer.exec('BEGIN IMMEDIATE')
    this.#open = true
  }

  #reset(): void {
    this.#open = false
    this.#lookups = new Set()
    this.operations = 0
  }

  /** What the row was before ends where it is not any more, and is needless where it still is. */
  #supersedeAll(before: RowState, placed: RowState['placed'], subkey: string): void {
    for (const old of before.placed) {
      const kept = placed.some(row => row.bucketId === old.bucketId && row.objectId === old.objectId && row.objectType === old.objectType)
      if (!kept) this.#remove(old, subkey)
      this.#supersede.run(old.bucketId, old.opId, this.#opId)
      this.#pending.noteFragment(old.bucketId)
    }
  }

  #replaceParameters(sourceTable: number, identity: string, before: RowState, parameters: RowState['parameters']): void {
    if (before.parameters.length > 0 || parameters.length > 0) this.#parameters.replace(sourceTable, identity, before.parameters, parameters, this.#lookups)
  }

  #put(row: EvaluatedRow, subkey: string) {
    const opId = ++this.#opId
    this.operations++
    const bucketId = this.#pending.append(row.bucket, { opId, kind: 'PUT', objectType: row.objectType, objectId: row.objectId, subkey, data: row.data })
    return { bucketId, bucket: row.bucket, opId, objectType: row.objectType, objectId: row.objectId }
  }

  #remove(old: RowState['placed'][number], subkey: string): void {
    const opId = ++this.#opId
    this.operations++
    this.#pending.append(old.bucket, { opId, kind: 'REMOVE', objectType: old.objectType, objectId: old.objectId, subkey, data: null })
  }
}
