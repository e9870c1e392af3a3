import type { Log } from '../config/log.ts'
import type { RowState } from '../storage/row-state.ts'
import type { WriteBatch } from '../storage/write-batch.ts'
import type { Evaluation } from '../streams/sync-config.ts'
import type { TupleValue } from './pgoutput.ts'
import type { ReplicatedTable } from './replicated-table.ts'

const LARGEST_ROW = 15 * 1024 * 1024

/** Applies changes of source rows to buckets, parameter index and row states, all within one batch. */
export class RowWriter {
  readonly #batch: WriteBatch
  readonly #log: Log
  readonly #withoutIds = new Set<string>()

  constructor(batch: WriteBatch, log: Log) {
    this.#batch = batch
    this.#log = log
  }

  /** A row of the initial copy, where no earlier state can exist. */
  copy(table: ReplicatedTable, values: TupleValue[]): void {
    const identity = table.identityOf(values)
    const { rows, parameters } = this.#evaluate(table, identity, values)
    this.#batch.addRow(table.id, identity, rows, parameters, table.toastOf(values))
  }

  insert(table: ReplicatedTable, values: TupleValue[]): void {
    const identity = table.identityOf(values)
    const { rows, parameters } = this.#evaluate(table, identity, values)
    this.#batch.insertRow(table.id, identity, rows, parameters, table.toastOf(values))
  }

  /** `oldValues` carry the old identity, when it could have changed. */
  update(table: ReplicatedTable, oldValues: TupleValue[] | undefined, newValues: TupleValue[]): void {
    const completeKey = newValues.map((value, index) => value === undefined ? oldValues?.[index] : value)
    const identity = table.identityOf(completeKey)
    const oldIdentity = oldValues ? table.identityOf(oldValues) : identity
    const before = this.#batch.row(table.id, oldIdentity)
    const values = this.#fillToast(table, before, completeKey)
    if (oldIdentity === identity) return this.#apply(table, identity, before, values)
    this.#batch.replaceRow(table.id, oldIdentity, before, [], [], null)
    this.#apply(table, identity, this.#batch.row(table.id, identity), values)
  }

  delete(table: ReplicatedTable, oldValues: TupleValue[]): void {
    this.#forget(table.id, table.identityOf(oldValues))
  }

  /** Removes all rows of a source table, page by page: it may have more of them than memory. */
  forgetAll(tableId: number): void {
    for (let page = this.#batch.someIdentities(tableId); page.length > 0; page = this.#batch.someIdentities(tableId)) {
      for (const identity of page) this.#forget(tableId, identity)
    }
  }

  #forget(tableId: number, identity: string): void {
    this.#batch.replaceRow(tableId, identity, this.#batch.row(tableId, identity), [], [], null)
  }

  #apply(table: ReplicatedTable, identity: string, before: RowState | undefined, values: TupleValue[]): void {
    const { rows, parameters } = this.#evaluate(table, identity, values)
    this.#batch.replaceRow(table.id, identity, before, rows, parameters, table.toastOf(values))
  }

  #evaluate(table: ReplicatedTable, identity: string, values: TupleValue[]): Evaluation {
    const size = values.reduce((sum, value) => sum + (value?.length ?? 0), 0)
    if (size > LARGEST_ROW) {
      this.#log.error(`A row of ${table.label} is larger than 15 MB and is not synced.`, { code: 'PSYNC_S1002', identity, bytes: size })
      return { rows: [], parameters: [], errors: [] }
    }
    const evaluation = table.evaluate(values)
    for (const { objectType, objectId } of evaluation.rows) {
      if (objectId === '') this.#warnAboutId(table.label, objectType)
    }
    for (const error of evaluation.errors) this.#log.error(`A row of ${table.label} cannot be synced: ${error}`, { code: 'PSYNC_S2301', identity })
    return evaluation
  }

  /** All such rows are one to a client, which shows the last. */
  #warnAboutId(label: string, type: string): void {
    if (this.#withoutIds.has(type)) return
    this.#withoutIds.add(type)
    this.#log.warn(`Rows of ${label} reach clients as ${type} without an id: select a column as "id", such as SELECT key AS id, *.`, { code: 'PSYNC_R0001' })
  }

  #fillToast(table: ReplicatedTable, before: RowState | undefined, values: TupleValue[]): TupleValue[] {
    if (!values.includes(undefined)) return values
    return values.map((value, index) => value === undefined ? before?.toast?.[table.columns[index]?.name ?? ''] ?? null : value)
  }
}
