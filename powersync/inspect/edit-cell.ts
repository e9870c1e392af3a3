import type { CommonPowerSyncDatabase } from '@powersync/common'
import { identifier } from './identifier.ts'

export interface CellEdit {
  table: string
  id: string
  column: string
  value: string | number | null
}

/**
 * Changes one value of a row through the app's view of the table. It is a write like any other: visible at once, queued, sent, and checked by
 * the server's rules.
 */
export async function editCell(database: CommonPowerSyncDatabase, cell: CellEdit): Promise<void> {
  await database.execute(`UPDATE ${identifier(cell.table)} SET ${identifier(cell.column)} = ? WHERE id = ?`, [cell.value, cell.id])
}

/** Deletes one row through the app's view of the table, as a write like any other. */
export async function deleteRow(database: CommonPowerSyncDatabase, row: { table: string, id: string }): Promise<void> {
  await database.execute(`DELETE FROM ${identifier(row.table)} WHERE id = ?`, [row.id])
}
