/** A column as the client's schema states it, beside the one that Postgres has. */
export interface ColumnPair {
  readonly name: string
  /** Undefined where one of them lacks it. */
  readonly client: string | null
  readonly postgres: string | null
  readonly published: boolean
  /** What does not fit, in words. */
  readonly drift: string | null
}

export interface TablePair {
  readonly name: string
  readonly published: boolean
  readonly columns: readonly ColumnPair[]
}

export interface StreamEntry {
  readonly name: string
  readonly automatic: boolean
  readonly priority: number | null
  readonly queries: readonly string[]
}

export interface ConfigFile {
  readonly path: string
  /** Null where it does not lie beside the server. */
  readonly text: string | null
}

/** What `GET /api/inspector/config` answers. */
export interface ConfigReport {
  readonly tables: readonly TablePair[]
  readonly streams: readonly StreamEntry[]
  readonly files: readonly ConfigFile[]
  readonly sync: { readonly endpoint: string, readonly embedded: boolean, readonly audience: string }
  readonly versions: Readonly<Record<string, string>>
  /** Names alone. */
  readonly environment: readonly string[]
}
