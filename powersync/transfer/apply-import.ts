import type { Database } from '../kysely.ts'
import type { ImportPlan } from './plan-import.ts'
import { importRows } from './import-rows.ts'
import { batchesOf } from './import-batches.ts'
import { writeRows } from './write-rows.ts'

export interface ImportProgress {
  done: number
  /** Rows to be written, lists and todos. */
  total: number
}

/**
 * Does what was planned, in transactions that each fit one upload. Cut off in the middle, whole batches are there, and importing the
 * same file again adds the rest.
 *
 * @param signal stops before the next batch; what is written stays
 */
export async function applyImport(
  db: Database, me: string, plan: ImportPlan, onProgress: (progress: ImportProgress) => void, signal?: AbortSignal,
): Promise<void> {
  const rows = await importRows(db, me, plan)
  let done = 0
  onProgress({ done, total: rows.length })
  for (const batch of batchesOf(rows)) {
    signal?.throwIfAborted()
    await db.transaction().execute(tx => writeRows(tx, batch))
    done += batch.length
    onProgress({ done, total: rows.length })
  }
}
