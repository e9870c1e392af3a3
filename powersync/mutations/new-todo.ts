import type { ClientDatabase } from '../kysely.ts'

type TodoRow = ClientDatabase['todos']

/** A whole row for a new todo. What the server says of it (its number, who changed it) is empty until it comes. */
export function newTodo(me: string, now: string, given: Pick<TodoRow, 'id' | 'list_id' | 'title' | 'position'> & Partial<TodoRow>): TodoRow {
  return {
    parent_id: null,
    completed_at: null,
    completed_by: null,
    due_on: null,
    priority: 0,
    assignee_id: null,
    labels: '[]',
    number: null,
    created_by: me,
    changed_by: null,
    changed_at: null,
    deleted_at: null,
    deleted_by: null,
    created_at: now,
    updated_at: now,
    ...given,
  }
}
