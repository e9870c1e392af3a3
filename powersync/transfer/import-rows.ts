import type { ClientDatabase, Database } from '../kysely.ts'
import type { ImportedTodo } from './import-file.ts'
import type { ImportPlan, PlannedList } from './plan-import.ts'
import { uuidv7 } from 'uuidv7'
import { isInboxId } from '../../shared/inbox.ts'
import { newTodo } from '../mutations/new-todo.ts'
import { positionAtEnd } from '../mutations/positions.ts'
import { positionsAtEnd } from './positions-at-end.ts'

/** Something to write. `bytes` is about what it takes in an upload. */
export type ImportRow = { bytes: number } & (
  | { kind: 'list', row: ClientDatabase['lists'] }
  | { kind: 'preference', row: ClientDatabase['list_preferences'] }
  | { kind: 'todo', row: ClientDatabase['todos'] }
  | { kind: 'archive', listId: string, at: string }
)

/** Everything that a plan writes, each row after those it refers to. New rows get ids of their own: the old ones may be somebody else's. */
export async function importRows(db: Database, me: string, plan: ImportPlan): Promise<ImportRow[]> {
  const last = await db.selectFrom('list_preferences').where('user_id', '=', me).select(eb => eb.fn.max('position').as('position')).executeTakeFirst()
  const writer = { me, now: new Date().toISOString(), listPosition: last?.position ?? null }
  const rows: ImportRow[] = []
  for (const planned of plan.lists) {
    const inbox = planned.list.id !== null && isInboxId(planned.list.id) ? planned.list.id : null
    const listId = planned.id ?? inbox ?? uuidv7()
    if (planned.id === null) rows.push(...listRows(writer, listId, planned))
    rows.push(...await todoRows(db, writer, listId, planned))
    // Only now: an archived list takes no todos.
    const { archivedAt } = planned.list
    if (planned.id === null && archivedAt) rows.push({ kind: 'archive', bytes: 200, listId, at: archivedAt })
  }
  return rows
}

interface Writer { readonly me: string, readonly now: string, listPosition: string | null }

function listRows(writer: Writer, id: string, { list }: PlannedList): ImportRow[] {
  const { me, now } = writer
  const stamps = { created_at: now, updated_at: now }
  const position = positionAtEnd(writer.listPosition)
  writer.listPosition = position
  const row = { id, owner_id: me, name: list.name, icon: list.icon, color: list.color, archived_at: null, deleted_at: null, ...stamps }
  const preference = { id: `${me}:${id}`, user_id: me, list_id: id, position, pinned: 0, muted: 0, ...stamps }
  return [
    { kind: 'list', bytes: sizeOf(row), row },
    { kind: 'preference', bytes: sizeOf(preference), row: preference },
  ]
}

async function todoRows(db: Database, writer: Writer, listId: string, { todos }: PlannedList): Promise<ImportRow[]> {
  const count = todos.reduce((sum, { id, subtasks }) => sum + subtasks.length + (id === null ? 1 : 0), 0)
  const last = await db.selectFrom('todos').where('list_id', '=', listId).select(eb => eb.fn.max('position').as('position')).executeTakeFirst()
  const positions = positionsAtEnd(last?.position ?? null, count).values()

  const rowOf = (todo: ImportedTodo, id: string, parentId: string | null) => todoRow(writer, todo, { id, list_id: listId, parent_id: parentId, position: positions.next().value ?? '' })
  return todos.flatMap(({ id, todo, subtasks }) => {
    const todoId = id ?? uuidv7()
    return [...id === null ? [rowOf(todo, todoId, null)] : [], ...subtasks.map(sub => rowOf(sub, uuidv7(), todoId))]
  })
}

function todoRow({ me, now }: Writer, todo: ImportedTodo, place: { id: string, list_id: string, parent_id: string | null, position: string }): ImportRow {
  const row = newTodo(me, now, {
    ...place,
    title: todo.title,
    completed_at: todo.completedAt,
    completed_by: todo.completedAt === null ? null : me,
    due_on: todo.dueOn,
    priority: todo.priority,
    assignee_id: todo.isMine ? me : null,
    labels: JSON.stringify(todo.labels),
  })
  return { kind: 'todo', bytes: sizeOf(row), row }
}

const encoder = new TextEncoder()

function sizeOf(row: object): number {
  return encoder.encode(JSON.stringify(row)).byteLength
}
