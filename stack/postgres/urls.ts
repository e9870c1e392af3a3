import type { Secrets } from '../secrets.ts'

/** The three ways into the embedded Postgres. */
export interface PostgresUrls {
  /** As superuser `postgres`. */
  readonly adminUrl: string
  /** As `driftless`, the owner of the database. */
  readonly appUrl: string
  /** As `powersync`, who may read the write-ahead log and the tables that `grantPublished` granted. */
  readonly replicationUrl: string
}

export function postgresUrls(port: number, secrets: Secrets): PostgresUrls {
  const url = (role: string, password: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  return {
    adminUrl: url('postgres', secrets.postgresPassword, 'postgres'),
    appUrl: url('driftless', secrets.driftlessPassword, 'driftless'),
    replicationUrl: url('powersync', secrets.powersyncPassword, 'driftless'),
  }
}
