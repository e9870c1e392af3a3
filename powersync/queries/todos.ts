import type { Database } from '../kysely.ts'
import { todoColumns } from './todo-columns.ts'

/** A list's todos in their order, completed ones too, those in the trash left out. */
export function selectTodos(db: Database, listId: string) {
  return db
    .selectFrom('todos as todo')
    .leftJoin('profiles as completer', 'completer.id', 'todo.completed_by')
    .leftJoin('profiles as assignee', 'assignee.id', 'todo.assignee_id')
    .where('todo.list_id', '=', listId)
    .where('todo.deleted_at', 'is', null)
    .where('todo.parent_id', 'is', null)
    .select([...todoColumns, 'completer.name as completedByName'])
    .orderBy('todo.position')
    .orderBy('todo.id')
}
