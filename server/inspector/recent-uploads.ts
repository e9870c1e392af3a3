import type { Kysely } from 'kysely'
import type { UploadEntry } from '../../shared/inspector/server-report.ts'
import type { Database } from '../database/schema.ts'
import { z } from 'zod'

const result = z.object({ status: z.string(), problems: z.array(z.object({ code: z.string(), table: z.string(), row_id: z.string() })) })

/** The transactions that devices sent last, with what was answered, from the ledger. */
export async function recentUploads(db: Kysely<Database>, limit: number): Promise<UploadEntry[]> {
  const rows = await db.selectFrom('upload_transactions as t').innerJoin('users as u', 'u.id', 't.user_id')
    .select(['t.user_id', 'u.name as user_name', 't.client_id', 't.transaction_id', 't.result', 't.applied_at'])
    .orderBy('t.applied_at', 'desc').limit(limit).execute()
  return rows.map(({ result: answered, applied_at, ...row }) => {
    const { data } = result.safeParse(answered)
    return { ...row, status: data?.status ?? 'unknown', problems: data?.problems ?? [], applied_at: applied_at.toISOString() }
  })
}
