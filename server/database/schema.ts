import type { ColumnType, Generated } from 'kysely'
import type { tables } from '../../shared/tables/index.ts'
import type { Column, ColumnKind, Table } from '../../shared/tables/define-table.ts'

/** What the driver gives for a column: timestamps as Date, dates as text, JSON parsed. */
type PostgresValue<C extends Column> = PresentValue<C['kind']> | (C['nullable'] extends true ? null : never)

type PresentValue<Kind extends ColumnKind> = Kind extends 'integer' ? number : Kind extends 'timestamp' ? Date : Kind extends 'json' ? unknown : string

type SyncedColumn<C extends Column> = ColumnType<
  PostgresValue<C>,
  PostgresValue<C> | (C['nullable'] extends true ? undefined : C['quiet'] extends true ? undefined : never),
  PostgresValue<C>
>

type SyncedTable<T extends Table> = { id: string } & { [K in keyof T['columns']]: SyncedColumn<T['columns'][K]> }

type SyncedTables = { [K in keyof typeof tables]: SyncedTable<typeof tables[K]> }

interface UploadTransactionsTable {
  user_id: string
  client_id: string
  transaction_id: string
  /** SHA-256 of the operations. */
  digest: string
  result: unknown
  applied_at: Generated<Date>
}

interface ColumnAuthorsTable {
  table_name: string
  row_id: string
  column_name: string
  user_id: string
  client_id: string
  changed_at: Generated<Date>
}

interface GoneRowsTable {
  table_name: string
  row_id: string
  /** The people who could see the row: only they are told that it is gone. */
  known_to: string[]
  deleted_at: Generated<Date>
}

interface ListCountersTable {
  list_id: string
  last_number: number
}

interface InvitationsTable {
  id: string
  list_id: string
  inviter_id: string
  role: 'owner' | 'editor' | 'viewer'
  email: string | null
  /** SHA-256 of the token in the link; the token itself is not kept. */
  token_hash: string
  created_at: Generated<Date>
  expires_at: Date
  accepted_at: Date | null
  accepted_by: string | null
  revoked_at: Date | null
}

interface UsersTable {
  id: string
  name: string
  email: string
  email_verified: boolean
  image: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

interface SessionsTable {
  id: string
  user_id: string
  created_at: Generated<Date>
  expires_at: Date
}

export interface SigningKeysTable {
  id: string
  public_jwk: unknown
  /** Encrypted with a key derived from DRIFTLESS_SECRET. */
  private_jwk: string
  created_at: Generated<Date>
  signs_from: Date
  signs_until: Date
}

/** Everything in Postgres that our own queries touch. The other account tables are better-auth's. */
export interface Database extends SyncedTables {
  users: UsersTable
  sessions: SessionsTable
  signing_keys: SigningKeysTable
  upload_transactions: UploadTransactionsTable
  column_authors: ColumnAuthorsTable
  gone_rows: GoneRowsTable
  list_counters: ListCountersTable
  invitations: InvitationsTable
}
