import type { ComputedRef, MaybeRefOrGetter, Ref } from 'vue'
import type { NewTodo } from '~/powersync/mutations/todos'
import { uuidv7 } from 'uuidv7'
import { computed, toValue } from 'vue'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { newItem, withAdded } from '~/composables/todo/added-todos'
import { createTodoItems } from '~/composables/todo/todo-items'
import { useAdding } from '~/composables/useAdding'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useUploads } from '~/composables/useUploads'
import { useWriteProblems } from '~/composables/useWriteProblems'
import { todosIn } from '~/powersync/questions/board'

export interface TodoItem {
  id: string
  title: string
  completedAt: string | null
  completedByName: string | null
  dueOn: string | null
  /** 0 (none) to 3 (high). */
  priority: number
  assignee: { userId: string, name: string, color: string } | null
  labels: string[]
  /** The human number, given by the server: null until then. */
  number: number | null
  position: string
  /** An edit of this todo is not confirmed by the server yet. */
  isWaiting: boolean
  problem: 'refused' | 'overwritten' | null
  problemId: string | null
  place?: TodoPlace
}

/** The list that a todo stands in, where todos of several are shown together. */
interface TodoPlace {
  listId: string
  name: string
  icon: string | null
  color: string | null
  canEdit: boolean
}

export interface UsedTodos {
  open: ComputedRef<readonly TodoItem[]>
  /** The last completed first. */
  completed: ComputedRef<readonly TodoItem[]>
  isLoading: Readonly<Ref<boolean>>
  add: (title: string, options?: NewTodo) => Promise<string>
}

/** A list's todos. Every change is made on this device at once and sent when it can be. */
export function useTodos(listId: MaybeRefOrGetter<string>): UsedTodos {
  const addTo = useAdding()
  const { state: uploads } = useUploads()
  const { problems } = useWriteProblems()
  const { rows, isLoading } = useLiveQuery(() => todosIn(toValue(listId)), firstScreens)

  const todoItems = createTodoItems()
  const { expected, added, adding } = useExpectedTodos()
  const items = computed(() => withAdded(
    todoItems({ rows: rows.value, problems: problems.value, uploads: uploads.value, expected: expected.value }),
    added.value.filter(each => each.listId === toValue(listId)),
    expected.value,
  ))

  return {
    open: computed(() => items.value.filter(todo => todo.completedAt === null)),
    completed: computed(() => items.value.filter(todo => todo.completedAt !== null).sort(lastCompletedFirst)),
    isLoading,
    async add(title, options = {}) {
      const [id, list] = [options.id ?? uuidv7(), toValue(listId)]
      const added = { listId: list, to: options, item: newItem(id, title, options) }
      return addTo(list, title, { ...options, id }, write => options.parentId === undefined ? adding(added, write) : write())
    },
  }
}

/** Of a long list the open todos at its top: more than fit on any screen. */
function firstScreens<Row extends { completedAt: string | null }>(rows: readonly Row[]): readonly Row[] {
  return rows.length > warmLimit ? rows.filter(row => row.completedAt === null).slice(0, warmLimit) : rows
}
const warmLimit = 100

function lastCompletedFirst(a: TodoItem, b: TodoItem): number {
  // ISO 8601 in UTC: the order of the letters is that of the times.
  const [first, second] = [a.completedAt ?? '', b.completedAt ?? '']
  return first < second ? 1 : first > second ? -1 : 0
}
