import type { Database } from '../kysely.ts'
import { sql } from 'kysely'

/** The most todos that a search answers. */
const most = 20

/** Todos and subtasks of all lists whose title holds every word of `words`: open ones first, then those whose title begins with the words. */
export function selectMatchingTodos(db: Database, me: string, words: string) {
  const parts = words.split(/\s+/).filter(part => part !== '')
  return db
    .selectFrom('todos as todo')
    .innerJoin('lists as list', 'list.id', 'todo.list_id')
    .leftJoin('list_members as mine', join => join.onRef('mine.list_id', '=', 'list.id').on('mine.user_id', '=', me))
    // The subtasks of a todo in the trash are in the trash with it.
    .leftJoin('todos as parent', 'parent.id', 'todo.parent_id')
    .where('todo.deleted_at', 'is', null)
    .where('parent.deleted_at', 'is', null)
    .where('list.deleted_at', 'is', null)
    .where(eb => eb.or([eb('mine.id', 'is not', null), eb('list.owner_id', '=', me)]))
    .where(eb => eb.and(parts.map(part => sql<boolean>`todo.title like ${`%${literally(part)}%`} escape '\\'`)))
    .select([
      'todo.id',
      'todo.title',
      'todo.completed_at as completedAt',
      'parent.id as parentId',
      'parent.title as parentTitle',
      'list.id as listId',
      'list.name as listName',
      'list.icon as listIcon',
      'list.color as listColor',
    ])
    .orderBy(sql`todo.completed_at is not null`)
    .orderBy(sql`todo.title like ${`${literally(words)}%`} escape '\\'`, 'desc')
    .orderBy('todo.title')
    .orderBy('todo.id')
    .limit(most)
}

/** `%` and `_` stand for themselves. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
