import type { Kysely } from 'kysely'
import { runStatements } from './statements.ts'

/** Accounts and sessions in the shape that better-auth expects, in our names (`server/auth/tables.ts` maps them), and the keys that sign sync tokens. */
export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, [users, sessions, sessionsByUser, credentials, credentialsByUser, verifications, verificationsByIdentifier, signingKeys])
}

const users = `CREATE TABLE users (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
)`

const sessions = `CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
)`
const sessionsByUser = 'CREATE INDEX sessions_user_id ON sessions (user_id)'

const credentials = `CREATE TABLE credentials (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL REFERENCES users ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
)`
const credentialsByUser = 'CREATE INDEX credentials_user_id ON credentials (user_id)'

const verifications = `CREATE TABLE verifications (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
)`
const verificationsByIdentifier = 'CREATE INDEX verifications_identifier ON verifications (identifier)'

const signingKeys = `CREATE TABLE signing_keys (
  id text PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  private_jwk text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  signs_from timestamptz NOT NULL,
  signs_until timestamptz NOT NULL
)`
