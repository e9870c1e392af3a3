import type { Database } from '../kysely.ts'

/** A list's todos in their order, completed ones too, those in the trash left out. */
export function selectTodos(db: Database, listId: string) {
  return db
    .selectFrom('todos as todo')
    .leftJoin('profiles as completer', 'completer.id', 'todo.completed_by')
    .leftJoin('profiles as assignee', 'assignee.id', 'todo.assignee_id')
    .where('todo.list_id', '=', listId)
    .where('todo.deleted_at', 'is', null)
    .where('todo.parent_id', 'is', null)
    .select([
      'todo.id',
      'todo.title',
      'todo.completed_at as completedAt',
      'completer.name as completedByName',
      'todo.due_on as dueOn',
      'todo.priority',
      'todo.assignee_id as assigneeId',
      'assignee.name as assigneeName',
      'assignee.color as assigneeColor',
      'todo.labels',
      'todo.number',
      'todo.position',
    ])
    .orderBy('todo.position')
    .orderBy('todo.id')
}
