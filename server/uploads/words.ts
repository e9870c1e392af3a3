/** Columns as a person would call them, for messages. */
export function columnWords(column: string): string {
  return words[column] ?? column.replaceAll('_', ' ')
}

const words: Readonly<Record<string, string>> = {
  due_on: 'due date',
  parent_id: 'parent',
  assignee_id: 'assignee',
  list_id: 'list',
  archived_at: 'time of archiving',
  deleted_at: 'time of deletion',
  completed_at: 'time of completion',
  color: 'colour',
}
