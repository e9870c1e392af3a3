import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { PgoutputHandler, Relation, TupleValue } from './pgoutput.ts'
import type { ReplicatedTable } from './replicated-table.ts'
import type { TableRegistry } from './table-registry.ts'
import { lsnFromNumber } from '../storage/lsn.ts'
import { RowWriter } from './row-writer.ts'

const OPERATIONS_PER_COMMIT = 4000

export interface ChangeApplierOptions {
  store: BucketStore
  registry: TableRegistry
  /** Called for each description of a table, before its rows. */
  describe(relation: Relation): void
  /** A commit outside of any message has failed. */
  fail(error: unknown): void
  metrics: Metrics
  log: Log
}

/**
 * Applies a change stream to the store. Source transactions that arrive together are committed together: when nothing more is waiting in
 * the socket, or when there is much of it. A checkpoint is always a state that Postgres had between two transactions.
 */
export class ChangeApplier implements PgoutputHandler {
  readonly #store: BucketStore
  readonly #registry: TableRegistry
  readonly #describe: (relation: Relation) => void
  readonly #fail: (error: unknown) => void
  readonly #rows: RowWriter
  readonly #metrics: Metrics
  #inTransaction = false
  #finished: bigint | undefined
  #scheduled: NodeJS.Immediate | undefined
  #heldUntil = 0n

  constructor({ store, registry, describe, fail, metrics, log }: ChangeApplierOptions) {
    this.#store = store
    this.#registry = registry
    this.#describe = describe
    this.#fail = fail
    this.#metrics = metrics
    this.#rows = new RowWriter(store.batch, log)
  }

  begin(): void {
    this.#inTransaction = true
  }

  commit(endLsn: bigint): void {
    this.#inTransaction = false
    this.#metrics.transactionsReplicated++
    this.#reached(endLsn)
  }

  relation(relation: Relation): void {
    this.#describe(relation)
  }

  insert(oid: number, values: TupleValue[]): void {
    const table = this.#table(oid)
    if (table) this.#rows.insert(table, values)
  }

  update(oid: number, identity: TupleValue[] | undefined, values: TupleValue[]): void {
    const table = this.#table(oid)
    if (table) this.#rows.update(table, identity, values)
  }

  delete(oid: number, identity: TupleValue[]): void {
    const table = this.#table(oid)
    if (table) this.#rows.delete(table, identity)
  }

  truncate(oids: number[]): void {
    for (const oid of oids) {
      const table = this.#table(oid)
      if (table) this.#rows.forgetAll(table.id)
    }
  }

  message(lsn: bigint, _prefix: string, transactional: boolean): void {
    if (!transactional && !this.#inTransaction) this.#reached(lsn)
  }

  keepalive(position: bigint): void {
    if (!this.#inTransaction) this.#reached(position)
  }

  /** Commits nothing before this position: rows that were read from the tables themselves are from then. */
  holdUntil(position: bigint): void {
    if (position > this.#heldUntil) this.#heldUntil = position
  }

  /** Forgets what is not committed; the stream will bring it again. */
  discard(): void {
    clearImmediate(this.#scheduled)
    this.#scheduled = undefined
    this.#finished = undefined
    this.#inTransaction = false
    this.#store.batch.rollback()
  }

  #table(oid: number): ReplicatedTable | undefined {
    const table = this.#registry.get(oid)
    if (!table?.used) return undefined
    this.#metrics.rowsReplicated++
    return table
  }

  #reached(position: bigint): void {
    this.#finished = position
    if (position < this.#heldUntil) return
    if (this.#store.batch.operations >= OPERATIONS_PER_COMMIT) this.#flush()
    else this.#scheduled ??= setImmediate(() => this.#flushLater())
  }

  #flushLater(): void {
    try {
      this.#flush()
    }
    catch (error) {
      this.#fail(error)
    }
  }

  #flush(): void {
    clearImmediate(this.#scheduled)
    this.#scheduled = undefined
    // In the middle of a transaction: its end will commit.
    if (this.#inTransaction || this.#finished === undefined) return
    const lsn = lsnFromNumber(this.#finished)
    this.#finished = undefined
    if (!this.#store.batch.open) return this.#store.replicated(lsn)
    this.#store.commit(lsn)
    this.#metrics.chunksReplicated++
  }
}
