import type { ColumnKind, Columns } from '../shared/tables/define-table.ts'
import { column, Schema, Table } from '@powersync/common'
import { tables } from '../shared/tables/index.ts'
import { guestMoves, listViews, uploadFaults } from './local-only-schema.ts'

/** The synced tables and the device's own, as an account's database holds them. */
export const AppSchema = new Schema({
  ...eachTable((columns, indexes) => new Table(columns, {
    indexes,
    // The server sees from the old value whether somebody else changed the column meanwhile.
    trackPrevious: { onlyWhenChanged: true },
    // A decision on a refused edit travels beside it.
    trackMetadata: true,
    // An update that changes nothing is nothing to send.
    ignoreEmptyUpdates: true,
  })),
  upload_faults: uploadFaults,
  guest_moves: guestMoves,
  list_views: listViews,
})

/** The same tables for somebody without an account: nothing is queued, because there is nobody to send it as. */
export const GuestSchema = new Schema({
  ...eachTable((columns, indexes) => new Table(columns, { indexes, localOnly: true })),
  upload_faults: uploadFaults,
  guest_moves: guestMoves,
  list_views: listViews,
})

type SqliteColumns = Record<string, typeof column.text | typeof column.integer>

function eachTable(tableFor: (columns: SqliteColumns, indexes: Record<string, string[]>) => Table): Record<string, Table> {
  return Object.fromEntries(Object.values(tables).map(table => [table.name, tableFor(sqliteColumns(table.columns), indexesOf(table.indexes))]))
}

/** SQLite holds whole numbers as integers and everything else as text. `id` is every table's own. */
function sqliteColumns(columns: Columns): SqliteColumns {
  return Object.fromEntries(Object.entries(columns).map(([name, { kind }]) => [name, sqliteColumn(kind)]))
}

function sqliteColumn(kind: ColumnKind) {
  return kind === 'integer' ? column.integer : column.text
}

function indexesOf(indexes: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(indexes).map(([name, columns]) => [name, [...columns]]))
}
