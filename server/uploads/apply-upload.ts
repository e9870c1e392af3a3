import type { Kysely } from 'kysely'
import type { UploadResult } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { Upload } from './read-upload.ts'
import type { Uploader } from './transaction-context.ts'
import { applyTransaction, UploadUnavailable } from './apply-transaction.ts'
import { isDatabaseAway } from './database-errors.ts'
import { ledgerKey, makeDurable, readLedger } from './ledger.ts'
import { inTurn } from './list-turns.ts'

/**
 * Applies the transactions of an upload in their order, each as one transaction of Postgres, and answers each of them.
 * When this returns, everything in the answer is durable. One that was answered before is not applied again.
 * @throws {UploadUnavailable} when Postgres cannot take it now; what was applied until then is in the ledger
 */
export async function applyUpload(db: Kysely<Database>, userId: string, upload: Upload): Promise<UploadResult[]> {
  try {
    return await applyInOrder(db, { userId, clientId: upload.client_id }, upload)
  }
  catch (error) {
    throw isDatabaseAway(error) ? new UploadUnavailable(error) : error
  }
}

async function applyInOrder(db: Kysely<Database>, uploader: Uploader, upload: Upload): Promise<UploadResult[]> {
  const keyed = upload.transactions.map(transaction => ({ transaction, key: ledgerKey(transaction) }))
  const answered = await readLedger(db, uploader, keyed.map(({ key }) => key))
  const durability = keyed.length > 1 ? 'later' : 'at commit'
  const wasKnown = answered.size > 0
  const results: UploadResult[] = []
  for (const { transaction, key } of keyed) {
    const name = `${key.transaction_id} ${key.digest}`
    const result = answered.get(name) ?? await inTurn(transaction, () => applyTransaction(db, uploader, { transaction, key, durability }))
    answered.set(name, result)
    results.push({ id: transaction.id, ...result })
  }
  // What the ledger knew may come from a request that is still on its way to the disk.
  if (durability === 'later' || wasKnown) await makeDurable(db)
  return results
}
