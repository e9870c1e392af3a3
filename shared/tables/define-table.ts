/**
 * One definition a synced table. The client schema, the row types, the upload
 * validation and the drift check are all derived from what is stated here.
 */
export type ColumnKind = 'text' | 'uuid' | 'timestamp' | 'date' | 'integer' | 'json'

/** Who gives a column its value: the server alone, the client when it creates the row, or the client at any time. */
type ColumnWriter = 'server' | 'create' | 'update'

export interface Column<Kind extends ColumnKind = ColumnKind, Nullable extends boolean = boolean> {
  readonly kind: Kind
  readonly nullable: Nullable
  readonly writer: ColumnWriter
  /** Longest text in UTF-16 code units, or the largest integer. */
  readonly max?: number
  /** Shortest text in UTF-16 code units, or the smallest integer. */
  readonly min?: number
  /** The only values allowed. */
  readonly values?: readonly string[]
  /** A change made by somebody else meanwhile is no conflict worth telling (positions, timestamps). */
  readonly quiet?: boolean
}

export type Columns = Readonly<Record<string, Column>>

export interface Table<Name extends string = string, C extends Columns = Columns> {
  readonly name: Name
  /** `uuid`: made by the client (UUIDv7). `text`: derived from other keys. */
  readonly id: 'uuid' | 'text'
  /** Every column but `id`. */
  readonly columns: C
  /** Local SQLite indexes: name → columns. */
  readonly indexes: Readonly<Record<string, readonly string[]>>
}

type SqliteValue<C extends Column> = (C['kind'] extends 'integer' ? number : string) | (C['nullable'] extends true ? null : never)

/** A row as the local SQLite database gives it: timestamps, dates and JSON are text. */
export type Row<T extends Table> = { id: string } & { [K in keyof T['columns']]: SqliteValue<T['columns'][K]> }

/** States a table. `created_at` and `updated_at` are part of every one and set by the server. */
export function defineTable<const Name extends string, const C extends Columns>(
  name: Name,
  definition: { id?: 'uuid' | 'text', columns: C, indexes?: Record<string, readonly string[]> },
) {
  return {
    name,
    id: definition.id ?? 'uuid',
    columns: { ...definition.columns, created_at: stamp, updated_at: stamp },
    indexes: definition.indexes ?? {},
  } as const satisfies Table
}

const stamp = { kind: 'timestamp', nullable: false, writer: 'server', quiet: true } as const
