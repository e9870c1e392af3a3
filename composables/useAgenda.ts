import type { TodoItem } from '~/composables/useTodos'
import type { AgendaView } from '~/powersync/queries/agenda'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { createTodoItems } from '~/composables/todo/todo-items'
import { agendaLimit } from '~/powersync/queries/agenda'
import { assignedTo, dueAfter, dueUntil } from '~/powersync/questions/agenda'

/** Todos under one heading. */
interface AgendaSection {
  title: string
  isLate: boolean
  /** The one day that the title says; null where it says none, or many. */
  day: string | null
  todos: TodoItem[]
}

const questions = { today: dueUntil, upcoming: dueAfter, assigned: assignedTo } as const satisfies Record<AgendaView, unknown>

/** Open todos over all of the person's lists, by their own day: at midnight they move by themselves. */
export function useAgenda(view: () => AgendaView) {
  const me = useMe()
  const { state: uploads } = useUploads()
  const { problems } = useWriteProblems()
  const { t } = useWords()
  const { today, heading } = useDayWords()
  const { rows, isLoading, error } = useLiveQuery(() => questions[view()](me.value, today.value), rows => rows.slice(0, 100))

  const todoItems = createTodoItems()
  const { expected } = useExpectedTodos()
  // Only open todos stand here.
  const todos = computed(() => {
    const items = todoItems({ rows: rows.value, problems: problems.value, uploads: uploads.value, expected: expected.value })
    return items.filter(todo => todo.completedAt === null)
  })

  function titleOf({ dueOn }: TodoItem): string {
    if (dueOn === null) return view() === 'assigned' ? t('agenda.noDate') : ''
    if (view() === 'upcoming') return heading(dueOn)
    if (dueOn > today.value) return t('agenda.later')
    return dueOn < today.value ? t('agenda.late') : t('agenda.today')
  }

  const dayIn = ({ dueOn }: TodoItem) => view() === 'upcoming' || dueOn === today.value ? dueOn : null

  return {
    todos,
    sections: computed(() => todos.value.reduce<AgendaSection[]>((sections, todo) => {
      const title = titleOf(todo)
      const last = sections.at(-1)
      if (last?.title === title) last.todos.push(todo)
      else sections.push({ title, isLate: todo.dueOn !== null && todo.dueOn < today.value, day: dayIn(todo), todos: [todo] })
      return sections
    }, [])),
    /** There may be more than are shown. */
    isFull: computed(() => rows.value.length >= agendaLimit),
    isLoading,
    error,
  }
}
