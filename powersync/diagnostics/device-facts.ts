import type { CommonPowerSyncDatabase } from '@powersync/common'

/** How much there is on this device, in numbers: nothing of what it says. */
export interface DeviceFacts {
  /** Bytes of the local database. */
  fileBytes: number
  /** Operations that wait to be sent, and what the server could not read. */
  unsent: number
  faults: number
  /** ISO 8601; null when none waits or when that is not known. */
  oldestEditAt: string | null
  buckets: number
  tables: readonly { name: string, rows: number }[]
}

export function readDeviceFacts(database: CommonPowerSyncDatabase): Promise<DeviceFacts> {
  return database.readTransaction(async (tx) => {
    const file = await tx.get<{ bytes: number }>('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
    const { times, ...queue } = await tx.get<{ unsent: number, faults: number, buckets: number, times: number }>(counts)
    const oldest = times ? await tx.get<{ at: string | null }>('SELECT min(made_at) AS at FROM edit_times') : { at: null }
    const tables = await tx.getAll<{ name: string }>(`SELECT substr(name, 10) AS name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ps\\_data\\_\\_%' ESCAPE '\\' ORDER BY name`)
    const rows: { name: string, rows: number }[] = []
    for (const { name } of tables) rows.push({ name, ...await tx.get<{ rows: number }>(`SELECT count(*) AS rows FROM "ps_data__${name}"`) })
    return { fileBytes: file.bytes, ...queue, oldestEditAt: oldest.at, tables: rows }
  })
}

const counts = `
  SELECT (SELECT count(*) FROM ps_crud) AS unsent, (SELECT count(*) FROM upload_faults) AS faults,
    (SELECT count(*) FROM ps_buckets WHERE name <> '$local') AS buckets,
    (SELECT count(*) FROM sqlite_master WHERE name = 'edit_times') AS times`
