import type { Kysely } from 'kysely'
import { runStatements } from './statements.ts'

/** What the server remembers for itself: none of it is published. */
export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, [uploadTransactions, uploadTransactionsByAge, columnAuthors, goneRows, listCounters, invitations, invitationsByList])
}

// The digest is part of the key: a client whose transaction numbers start again must not be taken for a repeat of itself.
const uploadTransactions = `CREATE TABLE upload_transactions (
  user_id text NOT NULL REFERENCES users ON DELETE CASCADE,
  client_id text NOT NULL,
  transaction_id text NOT NULL,
  digest text NOT NULL,
  result jsonb NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, client_id, transaction_id, digest)
)`
const uploadTransactionsByAge = 'CREATE INDEX upload_transactions_applied_at ON upload_transactions (applied_at)'

// Who gave a column its present value, to tell that person when it is overwritten unseen.
const columnAuthors = `CREATE TABLE column_authors (
  table_name text NOT NULL,
  row_id text NOT NULL,
  column_name text NOT NULL,
  user_id text NOT NULL REFERENCES users ON DELETE CASCADE,
  client_id text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (table_name, row_id, column_name)
)`

// Rows that were deleted for good, so that a late edit hears "gone" and not "not yours".
const goneRows = `CREATE TABLE gone_rows (
  table_name text NOT NULL,
  row_id text NOT NULL,
  known_to text[] NOT NULL,
  deleted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (table_name, row_id)
)`

const listCounters = `CREATE TABLE list_counters (
  list_id uuid PRIMARY KEY REFERENCES lists ON DELETE CASCADE,
  last_number integer NOT NULL DEFAULT 0
)`

const invitations = `CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  list_id uuid NOT NULL REFERENCES lists ON DELETE CASCADE,
  inviter_id text NOT NULL REFERENCES profiles ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  email text,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by text REFERENCES profiles ON DELETE SET NULL,
  revoked_at timestamptz
)`
const invitationsByList = 'CREATE INDEX invitations_list_id ON invitations (list_id)'
