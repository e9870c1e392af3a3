import type { TodoItem } from '~/composables/useTodos'
import type { WriteProblem } from '~/composables/useWriteProblems'
import type { selectTodos } from '~/powersync/queries/todos'

/** Rows of several lists say in which one they are. */
type TodoRow = Readonly<Awaited<ReturnType<ReturnType<typeof selectTodos>['execute']>>[number] & Partial<PlaceColumns>>

interface PlaceColumns {
  listId: string
  listName: string
  listIcon: string | null
  listColor: string | null
  listRole: string
}

/**
 * What the list shows of each row: the row itself, whether it still waits, and whether it needs a decision.
 * An item whose facts did not change is the same object as before, so that only changed rows are drawn again.
 */
export function createTodoItems() {
  const made = new WeakMap<TodoRow, TodoItem>()

  return (rows: readonly TodoRow[], problems: readonly WriteProblem[], isWaiting: (table: string, id: string) => boolean): TodoItem[] => {
    const problemOf = new Map(problems.filter(problem => problem.tableName === 'todos').map(problem => [problem.rowId, problem]))
    return rows.map((row) => {
      const state = { isWaiting: isWaiting('todos', row.id), problem: problemOf.get(row.id)?.kind ?? null, problemId: problemOf.get(row.id)?.id ?? null }
      const known = made.get(row)
      if (known?.isWaiting === state.isWaiting && known.problemId === state.problemId) return known
      const item = { ...itemOf(row), ...state }
      made.set(row, item)
      return item
    })
  }
}

function itemOf({ assigneeId, assigneeName, assigneeColor, labels, listId, listName, listIcon, listColor, listRole, ...row }: TodoRow) {
  return {
    ...row,
    ...(listId !== undefined && { place: { listId, name: listName ?? '', icon: listIcon ?? null, color: listColor ?? null, canEdit: listRole === 'owner' || listRole === 'editor' } }),
    priority: row.priority ?? 0,
    assignee: assigneeId === null ? null : { userId: assigneeId, name: assigneeName ?? '', color: assigneeColor ?? 'teal' },
    labels: labelsIn(labels),
  }
}

/** The labels of a todo's JSON column; whatever else stands there is no label. */
function labelsIn(json: string | null): string[] {
  if (json === null || json === '' || json === '[]') return []
  try {
    const labels: unknown = JSON.parse(json)
    return Array.isArray(labels) ? labels.filter(label => typeof label === 'string') : []
  }
  catch {
    // Written by another program through another door: shown as a todo without labels.
    return []
  }
}
