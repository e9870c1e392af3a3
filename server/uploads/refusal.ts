import type { Reason } from '../../shared/refusal-reason.ts'
import type { RefusalCode, UploadOp, UploadProblem } from '../../shared/write-codes.ts'
import { reasonWords } from './reason-words.ts'
import { storableText } from './storable-text.ts'

/** A rule's no to one operation. Thrown inside the transaction, so that nothing of it stays. */
export class Refusal extends Error {
  readonly problem: UploadProblem

  constructor(op: UploadOp, code: RefusalCode, reason: Reason, column?: string) {
    const storable = { ...reason, ...(reason.values && { values: storableValues(reason.values) }) }
    const message = reasonWords(storable)
    super(message)
    this.name = 'Refusal'
    this.problem = { table: op.table, row_id: op.id, ...(column !== undefined && { column: storableText(column) }), code, reason: storable, message }
  }
}

function storableValues(values: NonNullable<Reason['values']>): NonNullable<Reason['values']> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? storableText(value) : value]))
}
