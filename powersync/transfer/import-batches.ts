import type { ImportRow } from './import-rows.ts'
import { uploadLimits } from '../../shared/limits.ts'

/** Half of what an upload may hold: JSON escapes, and the names of the columns, take their part. */
const limits = { rows: uploadLimits.batchOps / 2, bytes: uploadLimits.batchBytes / 2 }

/** The rows in their order, in batches that a single upload request takes whole. */
export function batchesOf(rows: readonly ImportRow[]): ImportRow[][] {
  const batches: ImportRow[][] = []
  let batch: ImportRow[] = []
  let bytes = 0
  for (const row of rows) {
    if (batch.length > 0 && (batch.length >= limits.rows || bytes + row.bytes > limits.bytes)) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
    batch.push(row)
    bytes += row.bytes
  }
  return batch.length > 0 ? [...batches, batch] : batches
}
