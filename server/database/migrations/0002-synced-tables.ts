import type { Kysely } from 'kysely'
import { runStatements } from './statements.ts'

/**
 * The tables that devices receive. `shared/tables` states the same columns; a test compares the two.
 * A person's rows go with the profile, a list's rows go with the list; what a person did in lists of others stays, without the name.
 */
export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, [
    profiles, makeProfile, profileOfUser,
    lists,
    listMembers, ...listMemberIndexes,
    listPreferences, ...listPreferenceIndexes,
    todos, ...todoIndexes,
    writeProblems, ...writeProblemIndexes,
  ])
}

const stamps = `created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`

const profiles = `CREATE TABLE profiles (
  id text PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  color text NOT NULL,
  ${stamps}
)`

// An account without a profile cannot write anything, so the two are made in one statement, whoever inserts the account.
const makeProfile = `CREATE FUNCTION make_profile() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE hues text[] := ARRAY['teal', 'amber', 'blue', 'violet', 'rose'];
  BEGIN
    INSERT INTO profiles (id, name, color) VALUES (NEW.id, left(NEW.name, 80), hues[1 + abs(hashtext(NEW.id)::bigint) % 5]);
    RETURN NEW;
  END
$$`
const profileOfUser = 'CREATE TRIGGER make_profile AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION make_profile()'

const lists = `CREATE TABLE lists (
  id uuid PRIMARY KEY,
  owner_id text NOT NULL REFERENCES profiles,
  name text NOT NULL,
  icon text,
  color text,
  archived_at timestamptz,
  deleted_at timestamptz,
  ${stamps}
)`

const listMembers = `CREATE TABLE list_members (
  id uuid PRIMARY KEY,
  list_id uuid NOT NULL REFERENCES lists ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES profiles ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  ${stamps},
  UNIQUE (list_id, user_id)
)`
const listMemberIndexes = ['CREATE INDEX list_members_user_id ON list_members (user_id)']

const listPreferences = `CREATE TABLE list_preferences (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES profiles ON DELETE CASCADE,
  list_id uuid NOT NULL REFERENCES lists ON DELETE CASCADE,
  position text,
  pinned integer NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  muted integer NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  ${stamps},
  CHECK (id = user_id || ':' || list_id)
)`
const listPreferenceIndexes = [
  'CREATE INDEX list_preferences_user_id ON list_preferences (user_id)',
  'CREATE INDEX list_preferences_list_id ON list_preferences (list_id)',
]

// The parent may arrive later in the same client transaction, hence the deferred key.
const todos = `CREATE TABLE todos (
  id uuid PRIMARY KEY,
  list_id uuid NOT NULL REFERENCES lists ON DELETE CASCADE,
  parent_id uuid REFERENCES todos ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  title text NOT NULL,
  completed_at timestamptz,
  completed_by text REFERENCES profiles ON DELETE SET NULL,
  due_on date,
  priority integer NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  assignee_id text REFERENCES profiles ON DELETE SET NULL,
  labels jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(labels) = 'array'),
  position text NOT NULL,
  number integer,
  created_by text REFERENCES profiles ON DELETE SET NULL,
  deleted_at timestamptz,
  ${stamps},
  UNIQUE (list_id, number),
  CHECK (parent_id <> id)
)`
const todoIndexes = [
  'CREATE INDEX todos_parent_id ON todos (parent_id)',
  'CREATE INDEX todos_assignee_id ON todos (assignee_id)',
  'CREATE INDEX todos_completed_by ON todos (completed_by)',
  'CREATE INDEX todos_created_by ON todos (created_by)',
  'CREATE INDEX todos_deleted_at ON todos (deleted_at) WHERE deleted_at IS NOT NULL',
]

const writeProblems = `CREATE TABLE write_problems (
  id uuid PRIMARY KEY,
  user_id text NOT NULL REFERENCES profiles ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('refused', 'overwritten')),
  table_name text NOT NULL,
  row_id text NOT NULL,
  column_name text,
  code text NOT NULL,
  message text NOT NULL,
  client_value jsonb,
  server_value jsonb,
  resolved_at timestamptz,
  ${stamps}
)`
const writeProblemIndexes = [
  'CREATE INDEX write_problems_user_id ON write_problems (user_id) WHERE resolved_at IS NULL',
  'CREATE INDEX write_problems_row ON write_problems (table_name, row_id)',
]
