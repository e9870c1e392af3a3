/** What the embedded sync service says of itself. */
export interface SyncServiceStatus {
  readonly connection: { readonly connected: boolean, readonly postgres_uri: string, readonly errors: readonly { readonly message: string }[] }
  readonly active: DeploymentStatus | null
  readonly deploying: DeploymentStatus | null
  readonly checkpoint: { readonly op_id: string, readonly lsn: string } | null
  readonly storage: { readonly bytes: number, readonly bucket_count: number, readonly buckets: readonly BucketStatus[] }
  readonly clients: { readonly count: number, readonly list: readonly ClientStatus[] }
  readonly limits: Readonly<Record<string, number>>
  readonly process: { readonly uptime_seconds: number, readonly memory_bytes: number, readonly node: string }
}

export interface DeploymentStatus {
  readonly content?: string | undefined
  readonly connections: readonly {
    readonly slot_name: string
    readonly initial_replication_done: boolean
    readonly last_lsn: string
    readonly last_keepalive_ts: string
    readonly replication_lag_bytes?: number | undefined
    readonly wal_status?: string | null | undefined
    readonly safe_wal_size?: number | null | undefined
    readonly max_slot_wal_keep_size?: string | undefined
  }[]
  readonly errors: readonly { readonly level: string, readonly message: string }[]
}

export interface BucketStatus {
  readonly name: string
  readonly operations: number
  readonly superseded: number
  readonly bytes: number
}

export interface ClientStatus {
  readonly user_id: string
  readonly client_id: string | null
  readonly user_agent: string | null
  readonly transport: string
  readonly since: string
  readonly buckets: number
  readonly bytes_sent: number
}

export interface UploadEntry {
  readonly user_id: string
  readonly user_name: string
  readonly client_id: string
  readonly transaction_id: string
  readonly status: string
  readonly problems: readonly { readonly code: string, readonly table: string, readonly row_id: string }[]
  readonly applied_at: string
}

export interface RequestEntry {
  readonly at: string
  readonly request_id: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly milliseconds: number
}

export interface JobRun {
  readonly at: string
  readonly milliseconds: number
  /** What it did, or why it could not. */
  readonly outcome: string
  readonly failed: boolean
}

export interface JobStatus {
  readonly name: string
  /** In cron's form, in the server's time zone. */
  readonly schedule: string
  /** Since this process started, the last first. */
  readonly runs: readonly JobRun[]
}

/** What `GET /api/inspector/server` answers. */
export interface ServerReport {
  readonly at: string
  /** Either the service's own word, or why it cannot be had. */
  readonly sync: { readonly status: SyncServiceStatus, readonly notice: null } | { readonly status: null, readonly notice: string }
  /** The names of those whom the report names. */
  readonly people: Readonly<Record<string, string>>
  readonly uploads: readonly UploadEntry[]
  readonly requests: { readonly counted: number, readonly slowest: readonly RequestEntry[] }
  readonly jobs: readonly JobStatus[]
  readonly process: { readonly uptime_seconds: number, readonly memory_bytes: number, readonly node: string }
}
