import type pg from 'pg'
import type { SourceTableName, SourceValue, SyncConfig } from '../streams/sync-config.ts'
import type { CatalogTable } from './source-tables.ts'
import { quoteName } from './postgres-client.ts'
import { ReplicatedTable } from './replicated-table.ts'
import { PUBLICATION, loadPublishedTables } from './source-tables.ts'
import { sqlState } from './source-error.ts'
import { shapeOfCatalog } from './table-shape.ts'
import { TypeCatalog } from './type-catalog.ts'

/** A row of the source as the sync config sees it. */
export interface SourceRow {
  /** What tells it apart in the storage. */
  identity: string
  record: Record<string, SourceValue>
  evaluate: () => ReturnType<ReplicatedTable['evaluate']>
}

// No such column, type, operator or function; a text that the column's type does not take.
const NOT_COMPARABLE = ['42703', '42704', '42883', '22P02', '22007', '22008', '22003']

/** Reads single rows from Postgres, as they are now. Only published tables can be read. */
export class SourceRows {
  readonly #client: pg.Client
  readonly #config: SyncConfig
  readonly #tables: CatalogTable[]
  readonly #types: TypeCatalog

  constructor(client: pg.Client, config: SyncConfig, tables: CatalogTable[], types: TypeCatalog) {
    this.#client = client
    this.#config = config
    this.#tables = tables
    this.#types = types
  }

  static async open(client: pg.Client, config: SyncConfig): Promise<SourceRows> {
    const types = new TypeCatalog(config.format)
    await types.load(client)
    return new SourceRows(client, config, await loadPublishedTables(client, PUBLICATION), types)
  }

  table({ schema, name }: SourceTableName): CatalogTable | undefined {
    return this.#tables.find(table => table.schema === schema && table.name === name)
  }

  /** The published tables that fit; for patterns with a wildcard. */
  tablesLike(matches: (table: SourceTableName) => boolean): CatalogTable[] {
    return this.#tables.filter(matches)
  }

  /** At most `limit` rows with these values; none where a value cannot be compared with its column. */
  async find(table: CatalogTable, where: { column: string, value: SourceValue }[], limit: number): Promise<SourceRow[]> {
    const shape = shapeOfCatalog(table)
    const columns = shape.columns.map(({ name, typeOid, toastable }) => ({ name, toastable, type: this.#types.type(typeOid) }))
    const replicated = new ReplicatedTable(0, shape, columns, shape.identity, shape.toastTarget, this.#config)
    const conditions = where.map(({ column }, index) => `${quoteName(column)} = $${index + 1}::${typeOf(table, column)}`)
    const rows = await this.#read(
      `SELECT ${table.columns.map(({ name }) => quoteName(name)).join(', ')} FROM ONLY ${quoteName(table.schema, table.name)} WHERE ${conditions.join(' AND ')} LIMIT ${limit}`,
      where.map(({ value }) => value === null ? null : String(value)))
    return rows.map((values) => {
      const record = Object.fromEntries(columns.map(({ name, type }, index): [string, SourceValue] => {
        const text = values[index]
        return [name, text === null || text === undefined ? null : type.value(text)]
      }))
      return { identity: replicated.identityOf(values), record, evaluate: () => replicated.evaluate(values) }
    })
  }

  async #read(text: string, values: (string | null)[]): Promise<(string | null)[][]> {
    try {
      // As text, as the copy gives it.
      const asText = { getTypeParser: () => (value: string | Buffer) => String(value) }
      const { rows } = await this.#client.query<(string | null)[]>({ text, values, rowMode: 'array', types: asText })
      return rows
    }
    catch (error) {
      if (NOT_COMPARABLE.includes(sqlState(error) ?? '')) return []
      throw error
    }
  }
}

function typeOf(table: CatalogTable, column: string): string {
  return table.columns.find(({ name }) => name === column)?.typeName ?? 'text'
}
