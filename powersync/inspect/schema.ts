import type { CommonPowerSyncDatabase } from '@powersync/common'

/** Every table and view with the names of its columns. */
export async function readSchema(database: CommonPowerSyncDatabase): Promise<Record<string, string[]>> {
  const rows = await database.getAll<{ tbl: string, columns: string }>(`
    SELECT master.name AS tbl, json_group_array(columns.name) AS columns
    FROM sqlite_master AS master JOIN pragma_table_info(master.name) AS columns
    WHERE master.type IN ('table', 'view') GROUP BY master.name`)
  return Object.fromEntries(rows.map(({ tbl, columns }) => [tbl, JSON.parse(columns)]))
}
