/**
 * One file holds the buckets of one deployment of a sync config. Operations of a bucket lie together in chunks of up to 1000, so that a
 * download reads and sends a thousand operations at once; a client's position may lie inside a chunk.
 * Tables that are searched by a compound key have no row id: their rows lie in key order.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS buckets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  checksum INTEGER NOT NULL,
  count INTEGER NOT NULL,
  last_op INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS chunks (
  bucket INTEGER NOT NULL,
  last_op INTEGER NOT NULL,
  first_op INTEGER NOT NULL,
  count INTEGER NOT NULL,
  -- Size of the body before it was compressed, or 0 when it is not.
  expanded INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (bucket, last_op)
) WITHOUT ROWID;

-- Operations that a later one of the same row in the same bucket has made needless: what compaction works through.
CREATE TABLE IF NOT EXISTS superseded (bucket INTEGER NOT NULL, op INTEGER NOT NULL, by_op INTEGER NOT NULL, PRIMARY KEY (bucket, op)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS source_tables (
  id INTEGER PRIMARY KEY,
  schema_name TEXT NOT NULL,
  name TEXT NOT NULL,
  relation INTEGER NOT NULL UNIQUE,
  -- Columns, their types and the identity: a difference means that the rows have to be read again.
  signature TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS object_types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- What each source row has given to buckets and to the parameter index, and the values that Postgres may leave out of an update.
CREATE TABLE IF NOT EXISTS source_rows (
  source_table INTEGER NOT NULL,
  identity TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (source_table, identity)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS parameters (
  lookup TEXT NOT NULL,
  source_table INTEGER NOT NULL,
  identity TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (lookup, source_table, identity)
) WITHOUT ROWID;
`

/** Grows with every change of the schema or of the meaning of its values: older files are rebuilt from Postgres. */
export const STORAGE_VERSION = 3
