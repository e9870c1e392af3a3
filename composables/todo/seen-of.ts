import type { TodoItem } from '~/composables/useTodos'
import type { Seen } from '~/shared/seen'

type Shown = Pick<TodoItem, 'title' | 'dueOn' | 'priority' | 'assignee' | 'labels'>

/** What a todo shows, as SQLite holds it. Of an edit's columns the server compares it with what it has: see `powersync/mutations/update-row.ts`. */
export function seenOf({ title, dueOn, priority, assignee, labels }: Shown): Seen {
  return { title, due_on: dueOn, priority, assignee_id: assignee?.userId ?? null, labels: JSON.stringify(labels) }
}
