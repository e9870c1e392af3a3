import type { WriteBatch } from '../storage/write-batch.ts'
import type { SyncConfig } from '../streams/sync-config.ts'
import type { Relation } from './pgoutput.ts'
import type { CatalogTable } from './source-tables.ts'
import type { TypeCatalog } from './type-catalog.ts'
import { ReplicatedTable } from './replicated-table.ts'
import { identityColumns } from './source-tables.ts'

/** Gives source tables their number in storage and what else their rows need. */
export class TableRegistry {
  readonly #batch: WriteBatch
  readonly #config: SyncConfig
  readonly #types: TypeCatalog
  readonly #byOid = new Map<number, ReplicatedTable>()
  #catalog = new Map<number, CatalogTable>()

  constructor(batch: WriteBatch, config: SyncConfig, types: TypeCatalog) {
    this.#batch = batch
    this.#config = config
    this.#types = types
  }

  setCatalog(tables: CatalogTable[]): void {
    this.#catalog = new Map(tables.map(table => [table.oid, table]))
    this.#byOid.clear()
  }

  catalogEntry(oid: number): CatalogTable | undefined {
    return this.#catalog.get(oid)
  }

  get(oid: number): ReplicatedTable | undefined {
    return this.#byOid.get(oid)
  }

  /** From the catalog, before the first change of the table has arrived. */
  fromCatalog(table: CatalogTable): ReplicatedTable {
    return this.#add(table.oid, table, table.columns.map(({ name, typeOid, toastable }) => ({ name, typeOid, toastable })), identityColumns(table.columns, table.replicaIdentity), table.toastTarget)
  }

  /** From what the change stream says about the table; where that is silent (keys of FULL, storage of values) the catalog helps. */
  fromRelation(relation: Relation): ReplicatedTable {
    const catalog = this.#catalog.get(relation.oid)
    const columns = relation.columns.map(({ name, typeOid }) => ({
      name,
      typeOid,
      toastable: catalog?.columns.find(column => column.name === name)?.toastable ?? true,
    }))
    return this.#add(relation.oid, relation, columns, this.#identity(relation, catalog), catalog?.toastTarget ?? 128)
  }

  #identity(relation: Relation, catalog: CatalogTable | undefined): number[] {
    if (relation.replicaIdentity === 'd' || relation.replicaIdentity === 'i') {
      const flagged = relation.columns.flatMap(({ inIdentity }, index) => inIdentity ? [index] : [])
      if (flagged.length > 0) return flagged
    }
    return identityColumns(relation.columns.map(({ name }) => catalog?.columns.find(column => column.name === name) ?? { inPrimaryKey: false, inIdentityIndex: false }), relation.replicaIdentity)
  }

  #add(oid: number, name: { schema: string, name: string }, columns: { name: string, typeOid: number, toastable: boolean }[], identity: number[], toastTarget: number): ReplicatedTable {
    const id = this.#batch.write(({ writer }) => {
      const known = writer.prepare('SELECT id FROM source_tables WHERE schema_name = ? AND name = ? AND relation = ?').get(name.schema, name.name, oid)
      if (known) return Number(known.id)
      return Number(writer.prepare('INSERT INTO source_tables (schema_name, name, relation, identity) VALUES (?, ?, ?, ?)')
        .run(name.schema, name.name, oid, identity.map(index => columns[index]?.name).join(',')).lastInsertRowid)
    })
    const typed = columns.map(({ name: column, typeOid, toastable }) => ({ name: column, toastable, type: this.#types.type(typeOid) }))
    const table = new ReplicatedTable(id, name, typed, identity, toastTarget, this.#config)
    this.#byOid.set(oid, table)
    return table
  }
}
