import type { Selectable } from 'kysely'
import type { UploadOp } from '../../shared/write-codes.ts'
import type { Database } from '../database/schema.ts'
import type { TableRule, TransactionContext } from './transaction-context.ts'
import type { Values } from './values.ts'
import { sql } from 'kysely'
import { tables } from '../../shared/tables/index.ts'
import { changeRow } from './change-row.ts'
import { allowMissingRow, refuseMissingRow, rememberGoneRow } from './gone-rows.ts'
import { notAMember, readListAccess, requireEditableList } from './list-access.ts'
import { isPosition, positionAtEnd } from './positions.ts'
import { Refusal } from './refusal.ts'
import { invalid, shapeOfChange, shapeOfNewRow } from './shape.ts'
import { attribution } from './todo-attribution.ts'
import { nextNumber } from './todo-numbers.ts'
import { forgetSubtasks, moveSubtasks, requireLiveParent, settlePlaces } from './todo-places.ts'
import { requireAssignee, requireLabels, requireOtherParent } from './todo-values.ts'
import { isUuid } from './values.ts'
import { insertRow } from './write-row.ts'

type Todo = Selectable<Database['todos']>

/** Owners and editors of a list that is not archived write its todos. The server numbers them and says who made and completed them. */
export const todoRule: TableRule = {
  async put(context, op) {
    const present = await findTodo(context, op.id)
    return present ? change(context, op, present) : create(context, op)
  },
  async patch(context, op) {
    const present = await findTodo(context, op.id)
    return present ? change(context, op, present) : refuseMissingRow(context, op, 'todos')
  },
  async remove(context, op) {
    const present = await findTodo(context, op.id)
    if (!present) return allowMissingRow(context, op, 'todos')
    await requireKnownList(context, op, present.list_id)
    await forgetSubtasks(context, op.id, present.list_id)
    await rememberGoneRow(context, 'todos', op.id, present.list_id)
    await context.tx.deleteFrom('todos').where('id', '=', op.id).execute()
  },
  settle: settlePlaces,
}

function findTodo(context: TransactionContext, id: string) {
  return context.tx.selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirst()
}

async function create(context: TransactionContext, op: UploadOp): Promise<void> {
  const { list_id: given } = op.data ?? {}
  if (typeof given !== 'string' || !isUuid(given)) throw invalid(op, 'list_id', { key: 'notAnId' })
  const listId = given.toLowerCase()
  await requireEditableList(context, op, listId)
  const values = shapeOfNewRow(tables.todos, op, ['title'])
  requireLabels(op, values)
  requireOtherParent(op, values)
  await requireAssignee(context, op, listId, values.assignee_id)
  const number = await nextNumber(context, op, listId)
  await insertRow(context.tx, 'todos', {
    ...values,
    id: op.id,
    list_id: listId,
    number,
    position: await goodPosition(context, listId, values.position),
    created_by: context.userId,
    completed_by: values.completed_at ? context.userId : null,
    deleted_by: values.deleted_at ? context.userId : null,
  })
  if (values.parent_id) context.placed.set(op.id, { op, movedAlone: false })
}

async function change(context: TransactionContext, op: UploadOp, present: Todo): Promise<void> {
  await requireKnownList(context, op, present.list_id)
  const values = shapeOfChange(tables.todos, op)
  if (present.deleted_at && values.deleted_at === undefined) throw new Refusal(op, 'row_gone', { key: 'todoDeleted', values: { title: present.title.slice(0, 80) } })
  if (values.deleted_at === undefined) await requireLiveParent(context, op, present.parent_id)
  const listId = typeof values.list_id === 'string' ? values.list_id : present.list_id
  const moves = listId !== present.list_id
  if (moves) await requireEditableList(context, op, listId)
  requireLabels(op, values)
  requireOtherParent(op, values)
  if (values.assignee_id !== present.assignee_id) await requireAssignee(context, op, listId, values.assignee_id)
  const checked = values.position === undefined ? values : { ...values, position: await goodPosition(context, listId, values.position) }
  await changeRow(context, op, 'todos', present, checked, await derive(context, op, present, values, listId))
  if (moves) await moveSubtasks(context, op, listId)
  if (moves || values.parent_id) context.placed.set(op.id, { op, movedAlone: moves && values.parent_id === undefined })
}

/** What the server adds to a change: who did it; in another list a new number, and no assignee who is a stranger there. */
async function derive(context: TransactionContext, op: UploadOp, present: Todo, values: Values, listId: string): Promise<Values> {
  const by = attribution(context.userId, present, values)
  if (listId === present.list_id) return by
  const number = await nextNumber(context, op, listId)
  const stays = values.assignee_id !== undefined || !present.assignee_id || await isMember(context, listId, present.assignee_id)
  return { ...by, number, ...(!stays && { assignee_id: null }) }
}

async function isMember(context: TransactionContext, listId: string, userId: string): Promise<boolean> {
  return await context.tx.selectFrom('list_members').select('id').where('list_id', '=', listId).where('user_id', '=', userId).executeTakeFirst() !== undefined
}

/** As for any list, but a stranger hears the same as for a todo that is not there. */
async function requireKnownList(context: TransactionContext, op: UploadOp, listId: string): Promise<void> {
  if (!await readListAccess(context, listId)) throw notAMember(op)
  await requireEditableList(context, op, listId)
}

async function goodPosition(context: TransactionContext, listId: string, given: unknown): Promise<string> {
  if (isPosition(given)) return given
  const last = await context.tx.selectFrom('todos').select(sql<string | null>`max(position COLLATE "C")`.as('position')).where('list_id', '=', listId).executeTakeFirst()
  return positionAtEnd(last?.position)
}
