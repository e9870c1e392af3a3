import type { CrudEntry, CrudTransaction } from '@powersync/common'
import type { TableName } from '../../shared/tables/index.ts'
import { tables } from '../../shared/tables/index.ts'

export interface UploadOp {
  op: string
  table: string
  id: string
  data?: Record<string, unknown>
  old?: Record<string, unknown>
  metadata?: string
}

export interface UploadTransaction {
  id: number
  ops: UploadOp[]
}

/**
 * A transaction of the upload queue in the form of the upload contract. The SDK's own serialisation is another one, so
 * every field is named here. Columns that only the server writes were filled in for display and stay here.
 */
export function uploadTransaction(transaction: CrudTransaction): UploadTransaction {
  return {
    // Writes outside a transaction have no id of theirs; their first operation's is as unique and as ordered.
    id: transaction.transactionId ?? transaction.crud[0]?.clientId ?? 0,
    ops: transaction.crud.map(uploadOp),
  }
}

function uploadOp(entry: CrudEntry): UploadOp {
  return {
    op: entry.op,
    table: entry.table,
    id: entry.id,
    ...(entry.opData && { data: writable(entry.table, entry.opData) }),
    ...(entry.previousValues && entry.op === 'PATCH' && { old: writable(entry.table, entry.previousValues) }),
    ...(entry.metadata !== undefined && entry.metadata !== null && { metadata: entry.metadata }),
  }
}

function writable(table: string, values: Record<string, unknown>): Record<string, unknown> {
  if (!isTable(table)) return values
  const columns: Readonly<Record<string, { writer: string }>> = tables[table].columns
  return Object.fromEntries(Object.entries(values).filter(([name]) => columns[name]?.writer !== 'server'))
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name)
}
