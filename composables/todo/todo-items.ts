import type { Expected } from '~/composables/todo/expectations'
import type { TodoItem } from '~/composables/useTodos'
import type { WriteProblem } from '~/composables/useWriteProblems'
import type { selectTodos } from '~/powersync/queries/todos'
import type { WatchedUploads } from '~/powersync/upload-watch'
import { labelsIn } from '~/composables/todo/labels-in'
import { rowKey } from '~/powersync/queries/upload-state'
import { noUploads } from '~/powersync/upload-watch'

/** Rows of several lists say in which one they are. */
type TodoRow = Readonly<Awaited<ReturnType<ReturnType<typeof selectTodos>['execute']>>[number] & Partial<PlaceColumns>>

interface PlaceColumns {
  listId: string
  listName: string
  listIcon: string | null
  listColor: string | null
  listRole: string
}

/** What besides the rows themselves decides how todos look. */
interface Facts {
  rows: readonly TodoRow[]
  problems: readonly WriteProblem[]
  uploads: Pick<WatchedUploads, 'rows' | 'sentRows'>
  /** Edits on their way to the database, by the todo's id. */
  expected: ReadonlyMap<string, Expected>
}

/** Null for a row that is not shown. */
type Slots = ReadonlyArray<TodoItem | null>

/**
 * What the list shows of each row: the row itself, whether it still waits, and whether it needs a decision.
 * An item whose facts did not change is the same object as before, so that only changed rows are drawn again; of thousands of rows only
 * those are looked at about which something changed.
 */
export function createTodoItems(): (facts: Facts) => readonly TodoItem[] {
  const made = new WeakMap<TodoRow, { item: TodoItem, changes: Expected | undefined }>()
  let last: Facts = { rows: [], problems: [], uploads: noUploads, expected: new Map() }
  let slots: Slots = []
  let items: readonly TodoItem[] = []

  return (facts) => {
    const touched = idsIn(last, facts)
    const problemOf = new Map(facts.problems.filter(problem => problem.tableName === 'todos').map(problem => [problem.rowId, problem]))
    const [before, old] = [last.rows, slots]

    function slotOf(row: TodoRow): TodoItem | null {
      const [changes, problem, known] = [facts.expected.get(row.id), problemOf.get(row.id), made.get(row)]
      if (changes?.isGone) return null
      const key = rowKey('todos', row.id)
      const isWaiting = facts.uploads.rows.has(key) || facts.uploads.sentRows.has(key)
      if (known && known.changes === changes && known.item.isWaiting === isWaiting && known.item.problemId === (problem?.id ?? null)) return known.item
      const item = { ...itemOf(row), ...changes, isWaiting, problem: problem?.kind ?? null, problemId: problem?.id ?? null }
      made.set(row, { item, changes })
      return item
    }

    slots = facts.rows.map((row, index) => {
      const slot = old[index]
      return slot !== undefined && row === before[index] && !touched.has(row.id) ? slot : slotOf(row)
    })
    if (slots.length !== old.length || slots.some((slot, index) => slot !== old[index])) items = slots.filter(slot => slot !== null)
    last = facts
    return items
  }
}

/** The todos about which something may be different from the last time, apart from their rows. */
function idsIn(...both: readonly Facts[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { problems, uploads, expected } of both) {
    for (const id of expected.keys()) ids.add(id)
    for (const { rowId } of problems) ids.add(rowId)
    for (const keys of [uploads.rows, uploads.sentRows]) for (const key of keys) if (key.startsWith('todos/')) ids.add(key.slice('todos/'.length))
  }
  return ids
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
