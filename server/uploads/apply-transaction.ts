import type { Kysely } from 'kysely'
import type { UploadOp, UploadResult } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { Durability, LedgerKey } from './ledger.ts'
import type { UploadTransaction } from './read-upload.ts'
import type { TransactionContext, Uploader } from './transaction-context.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { uploadLimits } from '../../shared/limits.ts'
import { isContention, isDatabaseAway, isUnfitData } from './database-errors.ts'
import { makeDurable, readLedger, writeLedger } from './ledger.ts'
import { recordRefusal } from './refused-edits.ts'
import { Refusal } from './refusal.ts'
import { applyOp, settle } from './table-rules.ts'

/** A client transaction that was not answered before. */
export interface PendingTransaction {
  readonly transaction: UploadTransaction
  readonly key: LedgerKey
  readonly durability: Durability
}

export type Answer = Omit<UploadResult, 'id'>

/** Postgres is away, or stayed too busy: the client keeps its queue and comes again after `retryAfter` seconds. */
export class UploadUnavailable extends Error {
  readonly code = 'unavailable'
  readonly retryAfter = 5

  constructor(cause: unknown) {
    super('The database cannot be reached at the moment. Nothing is lost: try again shortly.', { cause })
    this.name = 'UploadUnavailable'
  }
}

// Each attempt waits longer and at random, so that many writers of one list do not meet again and again.
const attempts = 12

/** Applies one client transaction, all or nothing, and answers it. @throws {UploadUnavailable} */
export async function applyTransaction(db: Kysely<Database>, uploader: Uploader, pending: PendingTransaction): Promise<Answer> {
  const { transaction, key } = pending
  for (let attempt = 1; ; attempt++) {
    try {
      const answered = attempt > 1 ? (await readLedger(db, uploader, [key])).get(`${key.transaction_id} ${key.digest}`) : undefined
      if (!answered) return await attemptTransaction(db, uploader, pending)
      await makeDurable(db)
      return answered
    }
    catch (error) {
      if (isDatabaseAway(error)) throw new UploadUnavailable(error)
      if (isContention(error) && attempt < attempts) {
        await pause(Math.random() * Math.min(2 ** attempt, 200))
        continue
      }
      if (isUnfitData(error)) return refuse(db, uploader, pending, unfit(transaction))
      if (isContention(error)) throw new UploadUnavailable(error)
      throw error
    }
  }
}

async function attemptTransaction(db: Kysely<Database>, uploader: Uploader, pending: PendingTransaction): Promise<Answer> {
  const { transaction, key, durability } = pending
  const answer: Answer = { status: 'applied', problems: [] }
  try {
    await db.transaction().setIsolationLevel(transaction.ops.some(places) ? 'serializable' : 'repeatable read').execute(async (tx) => {
      const context: TransactionContext = { ...uploader, tx, access: new Map(), placed: new Map() }
      requireSize(transaction)
      for (const op of transaction.ops) await applyOp(context, op)
      await settle(context)
      await writeLedger(tx, uploader, key, answer, durability)
    })
    return answer
  }
  catch (error) {
    if (error instanceof Refusal) return refuse(db, uploader, pending, error)
    throw error
  }
}

async function refuse(db: Kysely<Database>, uploader: Uploader, { transaction, key, durability }: PendingTransaction, { problem }: Refusal): Promise<Answer> {
  const answer: Answer = { status: 'refused', problems: [problem] }
  await db.transaction().execute(async (tx) => {
    await recordRefusal(tx, uploader, transaction.ops, problem)
    await writeLedger(tx, uploader, key, answer, durability)
  })
  return answer
}

/**
 * Whether it may change who stands below whom. Two such operations on different rows of a family do not meet as writes: Postgres must look at what each
 * has read, too, or both go through and a subtask ends up below a subtask.
 */
function places({ op, table, data = {} }: UploadOp): boolean {
  return table === 'todos' && ((data.parent_id ?? null) !== null || (op === 'PATCH' && Object.hasOwn(data, 'list_id')))
}

/** A transaction cannot be sent in parts, so one that is too large is refused for good instead of blocking the queue. */
function requireSize({ ops: [first, ...rest] }: UploadTransaction): void {
  if (first && rest.length >= uploadLimits.transactionOps) {
    throw new Refusal(first, 'too_large', { key: 'tooLarge', values: { max: uploadLimits.transactionOps } })
  }
}

function unfit({ ops: [first] }: UploadTransaction): Refusal {
  return new Refusal(first ?? { op: 'PATCH', table: '', id: '' }, 'invalid_value', { key: 'doesNotFit' })
}
