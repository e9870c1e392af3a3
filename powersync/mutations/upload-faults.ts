import type { Database } from '../kysely.ts'
import type { UploadTransaction } from '../upload/upload-request.ts'
import { uuidv7 } from 'uuidv7'

/** Keeps what the server could not read on this device, so that it can be looked at and copied. */
export async function keepUploadFault(db: Database, message: string, transactions: UploadTransaction[]): Promise<void> {
  await db.insertInto('upload_faults').values({
    id: uuidv7(),
    happened_at: new Date().toISOString(),
    message,
    ops: JSON.stringify(transactions.flatMap(transaction => transaction.ops)),
  }).execute()
}
