import type { StatementSync } from 'node:sqlite'
import type { BucketDatabase } from './bucket-database.ts'
import type { RowState } from './row-state.ts'

// Names are repeated in millions of rows, so they are stored as numbers: [[bucket, op, type, id | 0], …].
type StoredState = [placed: [number, number, number, string | 0][], parameters?: [string, string][], toast?: Record<string, string> | null]

/**
 * The state of source rows, inside the writer's transaction. Rows are stored as short JSON texts; an object id equal to the row's identity
 * (the usual uuid key) is not repeated.
 */
export class RowStore {
  readonly #select: StatementSync
  readonly #upsert: StatementSync
  readonly #insert: StatementSync
  readonly #delete: StatementSync
  readonly #page: StatementSync
  readonly #bucketName: StatementSync
  readonly #insertType: StatementSync
  readonly #typeIds = new Map<string, number>()
  readonly #typeNames = new Map<number, string>()
  readonly #selectTypes: StatementSync
  #added: { sourceTable: number, identity: string, text: string }[] = []

  constructor(database: BucketDatabase) {
    const { writer } = database
    this.#select = writer.prepare('SELECT state FROM source_rows WHERE source_table = ? AND identity = ?')
    this.#upsert = writer.prepare('INSERT OR REPLACE INTO source_rows (source_table, identity, state) VALUES (?, ?, ?)')
    this.#insert = writer.prepare('INSERT OR IGNORE INTO source_rows (source_table, identity, state) VALUES (?, ?, ?)')
    this.#delete = writer.prepare('DELETE FROM source_rows WHERE source_table = ? AND identity = ?')
    this.#page = writer.prepare('SELECT identity FROM source_rows WHERE source_table = ? LIMIT 1000')
    this.#bucketName = writer.prepare('SELECT name FROM buckets WHERE id = ?')
    this.#insertType = writer.prepare('INSERT INTO object_types (name) VALUES (?)')
    this.#selectTypes = writer.prepare('SELECT id, name FROM object_types')
    this.reset()
  }

  get(sourceTable: number, identity: string): RowState | undefined {
    const row = this.#select.get(sourceTable, identity)
    if (!row) return undefined
    const [placed, parameters = [], toast = null]: StoredState = JSON.parse(String(row.state))
    return {
      placed: placed.map(([bucketId, opId, type, objectId]) => ({
        bucketId,
        bucket: this.#nameOf(bucketId),
        opId,
        objectType: this.#typeNames.get(type) ?? '',
        objectId: objectId === 0 ? identity : objectId,
      })),
      parameters: parameters.map(([lookup, value]) => ({ lookup, value })),
      toast,
    }
  }

  set(sourceTable: number, identity: string, state: RowState): void {
    this.#upsert.run(sourceTable, identity, this.#encode(identity, state))
  }

  /** As `set`, for a row that is expected to be new; false when it is not, and nothing has changed. */
  insert(sourceTable: number, identity: string, state: RowState): boolean {
    return this.#insert.run(sourceTable, identity, this.#encode(identity, state)).changes > 0
  }

  /** As `set`, for rows that are new and come in any order: they are written by `flush`, in the order in which they will lie. */
  add(sourceTable: number, identity: string, state: RowState): void {
    this.#added.push({ sourceTable, identity, text: this.#encode(identity, state) })
  }

  flush(): void {
    this.#added.sort((a, b) => a.sourceTable - b.sourceTable || (a.identity < b.identity ? -1 : 1))
    for (const { sourceTable, identity, text } of this.#added) this.#upsert.run(sourceTable, identity, text)
    this.#added = []
  }

  delete(sourceTable: number, identity: string): void {
    this.#delete.run(sourceTable, identity)
  }

  someIdentities(sourceTable: number): string[] {
    return this.#page.all(sourceTable).map(row => String(row.identity))
  }

  /** After a rollback: what was given or added inside it is gone. */
  reset(): void {
    this.#added = []
    this.#typeIds.clear()
    this.#typeNames.clear()
    for (const row of this.#selectTypes.all()) this.#rememberType(Number(row.id), String(row.name))
  }

  #encode(identity: string, state: RowState): string {
    const stored: StoredState = [state.placed.map(row => [row.bucketId, row.opId, this.#typeId(row.objectType), row.objectId === identity ? 0 : row.objectId])]
    if (state.parameters.length > 0 || state.toast) stored[1] = state.parameters.map(({ lookup, value }) => [lookup, value])
    if (state.toast) stored[2] = state.toast
    return JSON.stringify(stored)
  }

  #nameOf(bucketId: number): string {
    return String(this.#bucketName.get(bucketId)?.name ?? '')
  }

  #typeId(name: string): number {
    const known = this.#typeIds.get(name)
    if (known !== undefined) return known
    const id = Number(this.#insertType.run(name).lastInsertRowid)
    this.#rememberType(id, name)
    return id
  }

  #rememberType(id: number, name: string): void {
    this.#typeIds.set(name, id)
    this.#typeNames.set(id, name)
  }
}
