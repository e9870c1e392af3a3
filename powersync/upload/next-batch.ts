import type { CommonPowerSyncDatabase, CrudTransaction } from '@powersync/common'
import type { UploadTransaction } from './upload-request.ts'
import { uploadLimits } from '../../shared/limits.ts'
import { uploadTransaction } from './upload-request.ts'

/** What one request may hold, with room for its frame. A larger single transaction travels alone. */
const batchLimits = { bytes: uploadLimits.batchBytes - 1_000, ops: uploadLimits.batchOps }

export interface UploadBatch {
  transactions: UploadTransaction[]
  /** Takes these transactions, and all before them, out of the queue. */
  complete: () => Promise<void>
}

/** The oldest transactions of the queue that fit one request, whole and in order; null when nothing waits. */
export async function nextBatch(database: CommonPowerSyncDatabase, limits: { bytes: number, ops: number } = batchLimits): Promise<UploadBatch | null> {
  const transactions: UploadTransaction[] = []
  let last: CrudTransaction | null = null
  let ops = 0
  let bytes = 0
  for await (const transaction of database.getCrudTransactions()) {
    const next = uploadTransaction(transaction)
    ops += next.ops.length
    bytes += sizeOf(next) + 1
    if (last !== null && (ops > limits.ops || bytes > limits.bytes)) break
    transactions.push(next)
    last = transaction
  }
  if (last === null) return null
  const { complete } = last
  return { transactions, complete: () => complete() }
}

const encoder = new TextEncoder()

/** In bytes of UTF-8, as it goes over the wire. */
function sizeOf(transaction: UploadTransaction): number {
  return encoder.encode(JSON.stringify(transaction)).byteLength
}
