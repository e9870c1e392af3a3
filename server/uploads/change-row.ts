import type { TableName } from '../../shared/tables/index.ts'
import type { Table } from '../../shared/tables/define-table.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { TransactionContext } from './transaction-context.ts'
import type { Row, Values } from './values.ts'
import { tables } from '../../shared/tables/index.ts'
import { recordAuthors, reportOverwritten } from './overwritten.ts'
import { sameValue } from './same-value.ts'
import { updateRow } from './write-row.ts'

/**
 * Changes an existing row: columns merge one by one, the later upload wins, and whoever's value is replaced unseen is told.
 * @param present the row as Postgres has it
 * @param values what the client gives, checked
 * @param derived what the server adds (never a conflict)
 */
export async function changeRow(context: TransactionContext, op: UploadOp, name: TableName, present: Row, values: Values, derived: Values = {}): Promise<void> {
  const table: Table = tables[name]
  const given = changedColumns(table, present, values)
  const added = changedColumns(table, present, derived)
  if (Object.keys(given).length + Object.keys(added).length === 0) return
  await reportOverwritten(context, op, name, present, given)
  await updateRow(context.tx, name, op.id, { ...given, ...added })
  await recordAuthors(context, name, op.id, given)
}

function changedColumns(table: Table, present: Row, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => {
    const column = table.columns[name]
    return column !== undefined && !sameValue(column, present[name], value)
  }))
}
