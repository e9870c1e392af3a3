import type { Database } from '../kysely.ts'
import { sql } from 'kysely'
import { isListOf, isMembershipOf, ownRole } from './my-lists.ts'
import { todoColumns } from './todo-columns.ts'

/** Which open todos of all lists: due up to `today` (a calendar day like `2026-11-27`), due after it, or one's own. */
export type AgendaView = 'today' | 'upcoming' | 'assigned'

/** The most that a page over all lists shows. */
export const agendaLimit = 1000

/** Open todos of all of a person's lists that are neither archived nor deleted: by day, the urgent first; those without a day last. */
export function selectAgenda(db: Database, me: string, view: AgendaView, today: string) {
  return openTodos(db, me)
    .$if(view === 'today', query => query.where('todo.due_on', '<=', today))
    .$if(view === 'upcoming', query => query.where('todo.due_on', '>', today))
    .$if(view === 'assigned', query => query.where('todo.assignee_id', '=', me))
    .leftJoin('profiles as assignee', 'assignee.id', 'todo.assignee_id')
    .select([
      ...todoColumns,
      sql<string | null>`null`.as('completedByName'),
      'list.id as listId',
      'list.name as listName',
      'list.icon as listIcon',
      'list.color as listColor',
      ownRole().as('listRole'),
    ])
    // In the order of the index by day SQLite stops at the limit; only among one's own are some without a day.
    .$if(view === 'assigned', query => query.orderBy(sql`todo.due_on is null`))
    .orderBy('todo.due_on')
    .orderBy('todo.priority', 'desc')
    .orderBy('list.name')
    .orderBy('todo.position')
    .orderBy('todo.id')
    // Said so that SQLite cannot see it when it plans: 3.53.0, which browsers get, would read all todos and sort them, for which 100,000 take 4 s.
    .limit(sql<number>`(select ${sql.lit(agendaLimit)})`)
}

/** How many todos are due up to `today`, and how many are one's own. */
export function selectAgendaCounts(db: Database, me: string, today: string) {
  return openTodos(db, me)
    .where(eb => eb.or([eb('todo.due_on', '<=', today), eb('todo.assignee_id', '=', me)]))
    .select([
      sql<string>`'counts'`.as('id'),
      sql<number>`coalesce(sum(todo.due_on <= ${today}), 0)`.as('today'),
      sql<number>`coalesce(sum(todo.assignee_id = ${me}), 0)`.as('assigned'),
    ])
}

function openTodos(db: Database, me: string) {
  return db
    .selectFrom('todos as todo')
    .innerJoin('lists as list', 'list.id', 'todo.list_id')
    .leftJoin('list_members as mine', join => join.on(isMembershipOf(me)))
    .where('todo.completed_at', 'is', null)
    // With the plus SQLite does not look for them by what nearly all have not, a deletion or a parent, but by their day or their assignee.
    .where(sql<boolean>`+todo.deleted_at is null`)
    .where(sql<boolean>`+todo.parent_id is null`)
    .where('list.deleted_at', 'is', null)
    .where('list.archived_at', 'is', null)
    .where(isListOf(me))
}
