import type { CommonPowerSyncDatabase, LockContext } from '@powersync/common'

/**
 * The whole local database as SQL that any SQLite reads: `sqlite3 lists.db < driftless.sql`. SQLite in the browser gives nobody its pages, so a
 * copy of the file itself cannot be had. Triggers are left out: they need the extension that syncs; views are plain SQL and stay.
 *
 * @returns the text in pieces, all of one moment
 */
export function dumpSql(database: CommonPowerSyncDatabase): Promise<string[]> {
  return database.readTransaction(async (tx) => {
    const parts = await tx.getAll<Part>(schema)
    const tables = parts.filter(({ type }) => type === 'table')
    const pieces = ['PRAGMA foreign_keys = OFF;\nBEGIN;\n', ...tables.map(statement)]
    for (const { name } of tables) await dumpRows(tx, name, pieces)
    return [...pieces, ...parts.filter(({ type }) => type !== 'table').map(statement), 'COMMIT;\n']
  })
}

interface Part { type: 'table' | 'index' | 'view', name: string, sql: string }

const pageSize = 500

// A virtual table's rows lie in tables of its own, which other SQLites may not be able to fill.
const schema = `
  SELECT type, name, sql FROM sqlite_master
  WHERE type IN ('table', 'index', 'view') AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
    AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND sqlite_master.name LIKE v.name || '\\_%' ESCAPE '\\')
  ORDER BY type = 'table' DESC, type = 'index' DESC, rowid`

function statement({ sql }: Part): string {
  // The extension ends its views with a comment.
  return `${sql}\n;\n`
}

async function dumpRows(tx: LockContext, table: string, pieces: string[]): Promise<void> {
  const columns = await tx.getAll<{ name: string, pk: number }>('SELECT name, pk FROM pragma_table_info(?)', [table])
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map(({ name }) => quoteName(name))
  const order = key.length > 0 ? key.join(', ') : 'rowid'
  const values = columns.map(({ name }) => `quote(${quoteName(name)})`).join(` || ', ' || `)
  const insert = `INSERT INTO ${quoteName(table)} VALUES (`
  for (let offset = 0; ; offset += pageSize) {
    const rows = await tx.getAll<{ line: string }>(`SELECT ${values} AS line FROM ${quoteName(table)} ORDER BY ${order} LIMIT ${pageSize} OFFSET ${offset}`)
    if (rows.length > 0) pieces.push(rows.map(({ line }) => `${insert}${line});\n`).join(''))
    if (rows.length < pageSize) return
  }
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
