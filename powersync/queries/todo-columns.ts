/** What a screen shows of `todos as todo` and of `profiles as assignee`. */
export const todoColumns = [
  'todo.id',
  'todo.title',
  'todo.completed_at as completedAt',
  'todo.due_on as dueOn',
  'todo.priority',
  'todo.assignee_id as assigneeId',
  'assignee.name as assigneeName',
  'assignee.color as assigneeColor',
  'todo.labels',
  'todo.number',
  'todo.position',
] as const
