import type { Transaction } from 'kysely'
import type { RefusedEdit, UploadOp, UploadProblem } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { Uploader } from './transaction-context.ts'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { reasonWords } from './reason-words.ts'
import { storableText } from './storable-text.ts'
import { readVisibleRow } from './visible-row.ts'

/**
 * Keeps every operation of a refused transaction for its author, so that nothing of it is lost: the one that was refused
 * with its reason, the others as having fallen with it. Settling an entry makes no entries.
 */
export async function recordRefusal(tx: Transaction<Database>, uploader: Uploader, ops: readonly UploadOp[], problem: UploadProblem): Promise<void> {
  const cause = findCause(ops, problem)
  for (const op of ops) {
    if (op.table === 'write_problems') continue
    const isCause = op === cause
    const edit: RefusedEdit = {
      op: op.op,
      data: op.data ? storable(op.data) : null,
      ...(!isCause && { together_with: { table: problem.table, row_id: problem.row_id } }),
    }
    const reason = isCause ? problem.reason : { ...problem.reason, together: true }
    const present = pick(await readVisibleRow(tx, uploader.userId, op), Object.keys(op.data ?? {}))
    await sql`INSERT INTO write_problems (id, user_id, kind, table_name, row_id, column_name, code, message, reason, client_value, server_value)
      VALUES (${uuidv7()}, ${uploader.userId}, 'refused', ${op.table}, ${op.id}, ${isCause ? problem.column ?? null : null},
        ${problem.code}, ${reasonWords(reason)}, ${JSON.stringify(reason)}::text::jsonb, ${JSON.stringify(edit)}::text::jsonb, ${present && JSON.stringify(present)}::text::jsonb)`.execute(tx)
  }
}

/**
 * The operation that stands for the refusal. A transaction may have several of one row (adding a todo and placing it): its author
 * has one thing to decide, so only one of them is the cause.
 */
function findCause(ops: readonly UploadOp[], { table, row_id: rowId, column }: UploadProblem): UploadOp | undefined {
  const ofRow = ops.filter(op => op.table === table && op.id.toLowerCase() === rowId.toLowerCase())
  return ofRow.find(op => column !== undefined && op.data && Object.hasOwn(op.data, column)) ?? ofRow[0]
}

function pick(row: Readonly<Record<string, unknown>> | undefined, names: readonly string[]): Record<string, unknown> | null {
  return row ? Object.fromEntries(names.filter(name => Object.hasOwn(row, name)).map(name => [name, row[name]])) : null
}

/** What Postgres can keep as JSON: no NUL, no halves of characters, and nested values as text. */
function storable(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [storableText(name), typeof value === 'string' ? storableText(value) : flat(value)]))
}

function flat(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? storableText(JSON.stringify(value)) : value
}
