import type { ClientDatabase, Database } from '../kysely.ts'
import { uuidv7 } from 'uuidv7'
import { inTransaction } from './in-transaction.ts'
import { insertList } from './lists.ts'
import { newTodo } from './new-todo.ts'
import { makeRoom } from './todo-order.ts'

type TodoRow = ClientDatabase['todos']

/**
 * Puts a copy behind each todo, with its subtasks. A copy is open, and so are its subtasks: it is to be done once more.
 * @returns the ids of the copies, without those of subtasks
 */
export async function duplicateTodos(db: Database, me: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  return inTransaction(db, async (tx) => {
    const originals = await tx.selectFrom('todos').selectAll().where('id', 'in', ids).where('deleted_at', 'is', null).orderBy('position').orderBy('id').execute()
    const families = await familiesOf(tx, originals)
    const copies: string[] = []
    for (const original of originals) {
      const id = uuidv7()
      const position = await makeRoom(tx, { listId: original.list_id, parentId: original.parent_id }, id, { after: original.id })
      await insertTodos(tx, copyOf(me, original, families.get(original.id) ?? [], { id, list_id: original.list_id, position }))
      copies.push(id)
    }
    return copies
  })
}

/**
 * A list of this person's own with the same look and the same todos, all of them open, in transactions that each fit one upload.
 * @returns the new list's id
 */
export async function duplicateList(db: Database, me: string, listId: string, name: string): Promise<string> {
  const id = uuidv7()
  const list = await db.selectFrom('lists').select(['icon', 'color']).where('id', '=', listId).executeTakeFirst()
  const todos = await db.selectFrom('todos').selectAll()
    .where('list_id', '=', listId).where('parent_id', 'is', null).where('deleted_at', 'is', null).orderBy('position').orderBy('id').execute()
  const families = await familiesOf(db, todos)
  // Whoever does it in the one list is a stranger in the new one.
  const place = (todo: TodoRow) => ({ id: uuidv7(), list_id: id, position: todo.position, assignee_id: todo.assignee_id === me ? me : null })
  const rows = todos.flatMap(todo => copyOf(me, todo, families.get(todo.id) ?? [], place(todo)))
  await inTransaction(db, async (tx) => {
    await insertList(tx, me, id, { name, icon: list?.icon, color: list?.color })
    await insertTodos(tx, rows.slice(0, sentTogether))
  })
  for (let start = sentTogether; start < rows.length; start += sentTogether) {
    await inTransaction(db, tx => insertTodos(tx, rows.slice(start, start + sentTogether)))
  }
  return id
}

/** Rows of one transaction, which an upload has to take whole. */
const sentTogether = 500

/** Rows of one statement: SQLite takes only so many values. */
const written = 100

async function insertTodos(tx: Database, rows: readonly TodoRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += written) await tx.insertInto('todos').values(rows.slice(start, start + written)).execute()
}

type PlaceOfCopy = Pick<TodoRow, 'id' | 'list_id' | 'position'> & Partial<TodoRow>

/** Subtasks by the todo that they belong to. */
async function familiesOf(db: Database, todos: readonly TodoRow[]): Promise<Map<string | null, TodoRow[]>> {
  const rows: TodoRow[] = []
  for (let start = 0; start < todos.length; start += sentTogether) {
    const ids = todos.slice(start, start + sentTogether).map(todo => todo.id)
    rows.push(...await db.selectFrom('todos').selectAll().where('parent_id', 'in', ids).where('deleted_at', 'is', null).orderBy('position').orderBy('id').execute())
  }
  return Map.groupBy(rows, row => row.parent_id)
}

/** A todo and its subtasks anew, at a place. */
function copyOf(me: string, original: TodoRow, subtasks: readonly TodoRow[], place: PlaceOfCopy): TodoRow[] {
  const now = new Date().toISOString()
  return [
    newTodo(me, now, { ...contentOf(original), ...place }),
    ...subtasks.map(sub => newTodo(me, now, { ...contentOf(sub), ...place, id: uuidv7(), parent_id: place.id, position: sub.position })),
  ]
}

function contentOf({ title, due_on, priority, assignee_id, labels, parent_id, position }: TodoRow) {
  return { title, due_on, priority, assignee_id, labels, parent_id, position }
}
