import type { Database } from '../kysely.ts'

/** Who made, changed and completed a todo, and when. Somebody whose account is gone has no name any more. */
export function selectAttribution(db: Database, id: string) {
  return db
    .selectFrom('todos as todo')
    .leftJoin('profiles as creator', 'creator.id', 'todo.created_by')
    .leftJoin('profiles as changer', 'changer.id', 'todo.changed_by')
    .leftJoin('profiles as completer', 'completer.id', 'todo.completed_by')
    .where('todo.id', '=', id)
    .select([
      'todo.id',
      'todo.created_at as createdAt',
      'todo.created_by as createdBy',
      'creator.name as creatorName',
      'todo.changed_at as changedAt',
      'todo.changed_by as changedBy',
      'changer.name as changerName',
      'todo.completed_at as completedAt',
      'todo.completed_by as completedBy',
      'completer.name as completerName',
    ])
}
