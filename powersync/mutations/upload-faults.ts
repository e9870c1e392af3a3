import type { Database } from '../kysely.ts'
import type { UploadFault } from '../local-tables.ts'
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

export async function discardUploadFault(db: Database, id: string): Promise<void> {
  await db.deleteFrom('upload_faults').where('id', '=', id).execute()
}

/** Undoes {@link discardUploadFault}. */
export async function restoreUploadFault(db: Database, fault: UploadFault): Promise<void> {
  await db.insertInto('upload_faults').values(fault).execute()
}
