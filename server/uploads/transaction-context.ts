import type { Transaction } from 'kysely'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { ListAccess } from './list-access.ts'

/** Who uploads. */
export interface Uploader {
  readonly userId: string
  /** The device, as the PowerSync client names itself. */
  readonly clientId: string
}

/** What the rules share while one client transaction is applied. */
export interface TransactionContext extends Uploader {
  readonly tx: Transaction<Database>
  /** My access to lists, as read in this transaction; forgotten when lists or members change. */
  readonly access: Map<string, ListAccess | undefined>
  /** Todos whose place among parents and lists is looked at when all operations are through. */
  readonly placed: Map<string, { readonly op: UploadOp, readonly movedAlone: boolean }>
}

/** The rules of one table: each method applies one operation or throws a Refusal. */
export interface TableRule {
  put(context: TransactionContext, op: UploadOp): Promise<void>
  patch(context: TransactionContext, op: UploadOp): Promise<void>
  remove(context: TransactionContext, op: UploadOp): Promise<void>
  /** Looks at the whole once every operation of the transaction is applied. */
  settle?(context: TransactionContext): Promise<void>
}
