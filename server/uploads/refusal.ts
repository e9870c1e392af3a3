import type { RefusalCode, UploadOp, UploadProblem } from '../../shared/write-codes.ts'

/** A rule's no to one operation. Thrown inside the transaction, so that nothing of it stays. */
export class Refusal extends Error {
  readonly problem: UploadProblem

  constructor(op: UploadOp, code: RefusalCode, message: string, column?: string) {
    super(message)
    this.name = 'Refusal'
    this.problem = { table: op.table, row_id: op.id, ...(column !== undefined && { column }), code, message }
  }
}
