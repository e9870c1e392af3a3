import type { Database } from '../kysely.ts'
import { sql } from 'kysely'
import { isListOf, isMembershipOf } from './my-lists.ts'

/** The most todos that a search answers. */
const most = 20

/** What titles are compared with, as patterns of `LIKE`. */
export interface SearchPatterns {
  first: string
  /** JSON text: an array of them. */
  others: string
  /** Titles that are like this come before the others. */
  beginning: string
}

/** Finds titles that hold every word of `words`, those first that begin with the words. */
export function searchPatterns(words: string): SearchPatterns {
  const [first = '%', ...others] = words.split(/\s+/).filter(part => part !== '').map(part => `%${literally(part)}%`)
  return { first, others: JSON.stringify(others), beginning: `${literally(words)}%` }
}

/** Todos and subtasks of all lists whose title is like all of the patterns: open ones first, then those that begin as asked for. */
export function selectMatchingTodos(db: Database, me: string, patterns: SearchPatterns) {
  return db
    .selectFrom('todos as todo')
    .innerJoin('lists as list', 'list.id', 'todo.list_id')
    .leftJoin('todos as parent', 'parent.id', 'todo.parent_id')
    .where('todo.id', 'in', firstMatches(db, me, patterns))
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
    .orderBy(sql`todo.title like ${patterns.beginning} escape '\\'`, 'desc')
    .orderBy('todo.title')
    .orderBy('todo.id')
}

/**
 * The order of the answer in four parts, each in the order of its titles. SQLite reads them from the index over titles, one part after the other, and
 * stops when there are enough; sorting what "a" finds among 100,000 todos takes half a second.
 */
function firstMatches(db: Database, me: string, patterns: SearchPatterns) {
  const part = (is: { open: boolean, beginning: boolean }) => db.selectFrom(matches(db, me, patterns, is).as('part')).select('part.id')
  return part({ open: true, beginning: true })
    .unionAll(part({ open: true, beginning: false }))
    .unionAll(part({ open: false, beginning: true }))
    .unionAll(part({ open: false, beginning: false }))
    .limit(most)
}

function matches(db: Database, me: string, { first, others, beginning }: SearchPatterns, is: { open: boolean, beginning: boolean }) {
  return db
    .selectFrom('todos as todo')
    .where(sql<boolean>`todo.title like ${first} escape '\\'`)
    .where('todo.completed_at', is.open ? 'is' : 'is not', null)
    .where(is.beginning ? sql<boolean>`todo.title like ${beginning} escape '\\'` : sql<boolean>`todo.title not like ${beginning} escape '\\'`)
    .where(sql<boolean>`not exists (select 1 from json_each(${others}) as part where todo.title not like part.value escape '\\')`)
    // With the plus SQLite does not look for them by these, but goes through the titles.
    .where(sql<boolean>`+todo.deleted_at is null`)
    .where(sql<boolean>`+todo.list_id in ${listsOf(db, me)}`)
    // The subtasks of a todo in the trash are in the trash with it.
    .where(eb => eb.not(eb.exists(eb.selectFrom('todos as parent').whereRef('parent.id', '=', 'todo.parent_id').where('parent.deleted_at', '>', '').select('parent.id'))))
    .select('todo.id')
    .orderBy('todo.title')
    .orderBy('todo.id')
    .limit(most)
}

/** The lists that a person sees. */
function listsOf(db: Database, me: string) {
  return db
    .selectFrom('lists as list')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .where('list.deleted_at', 'is', null)
    .where(isListOf(me))
    .select('list.id')
}

/** `%` and `_` stand for themselves. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
