import type { TableName } from '../../shared/tables/index.ts'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import { tables } from '../../shared/tables/index.ts'
import { listMemberRule } from './list-members.ts'
import { listPreferenceRule } from './list-preferences.ts'
import { listRule } from './lists.ts'
import { profileRule } from './profiles.ts'
import { Refusal } from './refusal.ts'
import { todoRule } from './todos.ts'
import { isUuid } from './values.ts'
import { writeProblemRule } from './write-problems.ts'

const rules: Readonly<Record<TableName, TableRule>> = {
  profiles: profileRule,
  lists: listRule,
  list_members: listMemberRule,
  list_preferences: listPreferenceRule,
  todos: todoRule,
  write_problems: writeProblemRule,
}

/** Applies one operation by the rules of its table, or throws a {@link Refusal}. */
export async function applyOp(context: TransactionContext, sent: UploadOp): Promise<void> {
  if (!isTableName(sent.table)) throw new Refusal(sent, 'unknown_table', { key: 'unknownTable', values: { table: sent.table.slice(0, 60) } })
  if (tables[sent.table].id === 'uuid' && !isUuid(sent.id)) throw new Refusal(sent, 'invalid_value', { key: 'badRowId' }, 'id')
  const op = tables[sent.table].id === 'uuid' ? { ...sent, id: sent.id.toLowerCase() } : sent
  const rule = rules[sent.table]
  if (op.op === 'PUT') return rule.put(context, op)
  if (op.op === 'PATCH') return rule.patch(context, op)
  return rule.remove(context, op)
}

/** Lets every table's rules look at the whole of the transaction. */
export async function settle(context: TransactionContext): Promise<void> {
  for (const rule of Object.values(rules)) await rule.settle?.(context)
}

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(tables, name)
}
