import type { Kysely } from 'kysely'
import type { UploadResult } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { UploadTransaction } from './read-upload.ts'
import type { Uploader } from './transaction-context.ts'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'

/** What tells a repeat of a transaction from a new one. */
export interface LedgerKey {
  readonly transaction_id: string
  readonly digest: string
}

/** The transaction's number on its device, and a digest of what it holds: numbers may start again when a device's database is cleared. */
export function ledgerKey(transaction: UploadTransaction): LedgerKey {
  return {
    transaction_id: String(transaction.id),
    digest: createHash('sha256').update(JSON.stringify(transaction.ops)).digest('base64url'),
  }
}

/** The answers that were given before, by digest. */
export async function readLedger(db: Kysely<Database>, uploader: Uploader, keys: readonly LedgerKey[]): Promise<Map<string, Omit<UploadResult, 'id'>>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<LedgerKey & { result: Omit<UploadResult, 'id'> }>`
    SELECT transaction_id, digest, result FROM upload_transactions
    WHERE user_id = ${uploader.userId} AND client_id = ${uploader.clientId}
      AND transaction_id IN (${sql.join(keys.map(key => key.transaction_id))})`.execute(db)
  return new Map(rows.map(row => [`${row.transaction_id} ${row.digest}`, row.result]))
}

/**
 * Writes the answer down in the transaction that it answers. Fails with a unique violation where the same was applied meanwhile.
 * @param durability `later`: the commit does not wait for the disk; the caller must {@link makeDurable} before it answers
 */
export async function writeLedger(tx: Kysely<Database>, { userId, clientId }: Uploader, key: LedgerKey, result: Omit<UploadResult, 'id'>, durability: Durability): Promise<void> {
  await sql`INSERT INTO upload_transactions (user_id, client_id, transaction_id, digest, result)
    VALUES (${userId}, ${clientId}, ${key.transaction_id}, ${key.digest}, ${JSON.stringify(result)}::text::jsonb)
    ${durability === 'later' ? sql`RETURNING set_config('synchronous_commit', 'off', true)` : sql``}`.execute(tx)
}

export type Durability = 'at commit' | 'later'

/**
 * Everything that was committed before is on disk when this returns. The write-ahead log is flushed up to the commit of this
 * message, and so up to all earlier ones: one wait for the disk serves a whole request.
 */
export async function makeDurable(db: Kysely<Database>): Promise<void> {
  await sql`SELECT pg_logical_emit_message(true, 'driftless', 'durable')`.execute(db)
}
