import type { StatementSync } from 'node:sqlite'
import type { WriteBatch } from '../storage/write-batch.ts'
import type { SyncConfig } from '../streams/sync-config.ts'
import type { TableShape } from './table-shape.ts'
import type { TypeCatalog } from './type-catalog.ts'
import { ReplicatedTable } from './replicated-table.ts'
import { sameIdentity, signatureOf } from './table-shape.ts'

/** A source table as it was when its rows were last read or described. */
export interface KnownTable {
  id: number
  schema: string
  name: string
  oid: number
  signature: string
}

/** The source tables whose rows are in the store. Changes are part of the batch's transaction. */
export class TableRegistry {
  readonly #batch: WriteBatch
  readonly #config: SyncConfig
  readonly #types: TypeCatalog
  readonly #inUse = new Map<number, ReplicatedTable>()
  #known = new Map<number, KnownTable>()

  constructor(batch: WriteBatch, config: SyncConfig, types: TypeCatalog) {
    this.#batch = batch
    this.#config = config
    this.#types = types
    this.#known = this.#load()
  }

  get(oid: number): ReplicatedTable | undefined {
    return this.#inUse.get(oid)
  }

  get known(): KnownTable[] {
    return [...this.#known.values()]
  }

  /** True when the rows in the store are those of this very table and have this shape. */
  isCurrent(shape: TableShape): boolean {
    const known = this.#known.get(shape.oid)
    return known?.schema === shape.schema && known.name === shape.name && known.signature === signatureOf(shape)
  }

  /** What has to be done for a table's rows: nothing, read them again, or forget them first because they are told apart differently. */
  judge(shape: TableShape): 'current' | 'read' | 'replace' {
    if (this.isCurrent(shape)) return 'current'
    const known = this.#known.get(shape.oid)
    if (!known) return 'read'
    const comparable = known.schema === shape.schema && known.name === shape.name && sameIdentity(known.signature, signatureOf(shape))
    return comparable ? 'read' : 'replace'
  }

  /** Remembers that the store's rows now have this shape, and uses it. */
  adopt(shape: TableShape): ReplicatedTable {
    const known = this.#known.get(shape.oid)
    const id = this.#save(shape, known?.id)
    this.#known.set(shape.oid, { id, schema: shape.schema, name: shape.name, oid: shape.oid, signature: signatureOf(shape) })
    return this.#use(shape, id)
  }

  /** Reads further rows in this shape. Undefined for a table that is not (or no longer) known. */
  use(shape: TableShape): ReplicatedTable | undefined {
    const known = this.#known.get(shape.oid)
    return known && this.#use(shape, known.id)
  }

  #use(shape: TableShape, id: number): ReplicatedTable {
    const columns = shape.columns.map(({ name, typeOid, toastable }) => ({ name, toastable, type: this.#types.type(typeOid) }))
    const table = new ReplicatedTable(id, shape, columns, shape.identity, shape.toastTarget, this.#config)
    this.#inUse.set(shape.oid, table)
    return table
  }

  forget(table: KnownTable): void {
    this.#statement('DELETE FROM source_tables WHERE id = ?', statement => statement.run(table.id))
    this.#known.delete(table.oid)
    this.#inUse.delete(table.oid)
  }

  #load(): Map<number, KnownTable> {
    const rows = this.#batch.read(({ writer }) => writer.prepare('SELECT id, schema_name, name, relation, signature FROM source_tables').all())
    return new Map(rows.map(row => [Number(row.relation), {
      id: Number(row.id), schema: String(row.schema_name), name: String(row.name), oid: Number(row.relation), signature: String(row.signature),
    }]))
  }

  #save(shape: TableShape, id: number | undefined): number {
    const values = [shape.schema, shape.name, shape.oid, signatureOf(shape)]
    if (id === undefined) {
      return this.#statement('INSERT INTO source_tables (schema_name, name, relation, signature) VALUES (?, ?, ?, ?)', statement => Number(statement.run(...values).lastInsertRowid))
    }
    this.#statement('UPDATE source_tables SET schema_name = ?, name = ?, relation = ?, signature = ? WHERE id = ?', statement => statement.run(...values, id))
    return id
  }

  #statement<T>(sql: string, use: (statement: StatementSync) => T): T {
    return this.#batch.write(({ writer }) => use(writer.prepare(sql)))
  }
}
