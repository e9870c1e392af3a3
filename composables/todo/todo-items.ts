import type { Expected } from '~/composables/todo/expected-todos'
import type { TodoItem } from '~/composables/useTodos'
import type { WriteProblem } from '~/composables/useWriteProblems'
import type { selectTodos } from '~/powersync/queries/todos'
import { labelsIn } from '~/composables/todo/labels-in'

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
  const made = new WeakMap<TodoRow, Made>()

  return ({ rows, problems, isWaiting, expected }: Facts): TodoItem[] => {
    const problemOf = new Map(problems.filter(problem => problem.tableName === 'todos').map(problem => [problem.rowId, problem]))
    const items: TodoItem[] = []
    for (const row of rows) {
      const [waits, problem, changes, last] = [isWaiting('todos', row.id), problemOf.get(row.id), expected.get(row.id), made.get(row)]
      if (changes?.isGone) continue
      const isKnown = last && last.changes === changes && last.item.isWaiting === waits && last.item.problemId === (problem?.id ?? null)
      const item = isKnown ? last.item : { ...itemOf(row), ...changes, isWaiting: waits, problem: problem?.kind ?? null, problemId: problem?.id ?? null }
      if (!isKnown) made.set(row, { item, changes })
      items.push(item)
    }
    return items
  }
}

interface Facts {
  rows: readonly TodoRow[]
  problems: readonly WriteProblem[]
  isWaiting: (table: string, id: string) => boolean
  /** Edits on their way to the database, by the todo's id. */
  expected: ReadonlyMap<string, Expected>
}

interface Made {
  item: TodoItem
  changes: Expected | undefined
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
