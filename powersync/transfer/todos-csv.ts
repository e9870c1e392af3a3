import type { ExportDocument, ExportedList, ExportedTodo } from './export-document.ts'
import { formatCsv } from './csv.ts'

const columns = ['list', 'number', 'title', 'part_of', 'completed_at', 'due_on', 'priority', 'labels', 'assignee', 'created_at']
const priorities = ['', 'low', 'medium', 'high']

/** The todos for a spreadsheet, one a line, subtasks below their todo. Begins with the mark by which Excel knows UTF-8. */
export function todosCsv(document: ExportDocument): string {
  const lines = document.lists.flatMap(list => list.todos.flatMap(todo => [line(list, todo, ''), ...todo.subtasks.map(sub => line(list, sub, todo.title))]))
  return `\uFEFF${formatCsv([columns, ...lines])}`
}

function line(list: ExportedList, todo: ExportedTodo, partOf: string): string[] {
  return [
    list.name,
    todo.number === null ? '' : String(todo.number),
    todo.title,
    partOf,
    todo.completed_at ?? '',
    todo.due_on ?? '',
    priorities[todo.priority] ?? '',
    todo.labels.join(', '),
    todo.assignee?.name ?? '',
    todo.created_at,
  ]
}
