import type { Database } from '../kysely.ts'
import type { ExportDocument, ExportedList, ExportedTodo } from './export-document.ts'
import { selectLists } from '../queries/lists.ts'
import { exportFormat, exportVersion } from './export-document.ts'
import { labelsIn } from './labels.ts'

/**
 * Everything that a person can see, from the local database: lists in their order, todos in theirs. What is in the trash stays out.
 *
 * @param incomplete ids of the lists whose todos are not all on this device
 */
export async function exportLists(db: Database, me: string, incomplete: ReadonlySet<string> = new Set()): Promise<ExportDocument> {
  return db.transaction().execute(async (tx) => {
    const [lists, members, todos] = [await selectLists(tx, me).execute(), await membersOf(tx), await todosOf(tx)]
    const person = await tx.selectFrom('profiles').select('name').where('id', '=', me).executeTakeFirst()
    return {
      format: exportFormat,
      version: exportVersion,
      exported_at: new Date().toISOString(),
      person: { id: me, name: person?.name ?? null },
      lists: lists.map(({ id, name, icon, color, role, archivedAt }): ExportedList => ({
        id,
        name,
        icon,
        color,
        archived_at: archivedAt,
        role,
        members: (members.get(id) ?? []).map(member => ({ name: member.name, role: member.role })),
        complete: !incomplete.has(id),
        todos: treeOf(todos.get(id) ?? []),
      })),
    }
  })
}

async function membersOf(db: Database) {
  const rows = await db.selectFrom('list_members as member').leftJoin('profiles as profile', 'profile.id', 'member.user_id')
    .select(['member.list_id as listId', 'member.role', 'profile.name']).orderBy('member.id').execute()
  return Map.groupBy(rows, row => row.listId)
}

async function todosOf(db: Database) {
  const rows = await db.selectFrom('todos as todo').leftJoin('profiles as assignee', 'assignee.id', 'todo.assignee_id')
    .selectAll('todo').select('assignee.name as assigneeName')
    .where('todo.deleted_at', 'is', null).orderBy('todo.position').orderBy('todo.id').execute()
  // The subtasks of a todo in the trash are in the trash with it.
  const trashed = await db.selectFrom('todos').select('id').where('deleted_at', 'is not', null).execute()
  const gone = new Set(trashed.map(todo => todo.id))
  return Map.groupBy(rows.filter(todo => todo.parent_id === null || !gone.has(todo.parent_id)), todo => todo.list_id)
}

type TodoRow = NonNullable<ReturnType<Awaited<ReturnType<typeof todosOf>>['get']>>[number]

/** Subtasks under their todos; one whose todo is not here stands by itself rather than being lost. */
function treeOf(rows: readonly TodoRow[]): ExportedTodo[] {
  const todos = new Map(rows.map(row => [row.id, exported(row)]))
  const roots: ExportedTodo[] = []
  for (const row of rows) {
    const todo = todos.get(row.id)
    if (!todo) continue
    const parent = row.parent_id === null ? undefined : todos.get(row.parent_id)
    if (parent) parent.subtasks.push(todo)
    else roots.push(todo)
  }
  return roots
}

function exported(row: TodoRow): ExportedTodo {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    completed_at: row.completed_at,
    due_on: row.due_on,
    priority: row.priority ?? 0,
    labels: labelsIn(row.labels),
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assigneeName },
    created_at: row.created_at,
    subtasks: [],
  }
}
