import type { TodoItem } from '~/composables/useTodos'

export const sorts = ['manual', 'due', 'priority', 'title', 'newest'] as const
export const dueFilters = ['late', 'today', 'week', 'none'] as const

/** How a person looks at a list: in which order, and at what of it. Null is everything. */
export interface ListView {
  sort: typeof sorts[number]
  label: string | null
  /** A person's id, or `nobody`. */
  assignee: string | null
  /** 0 (none) to 3 (high). */
  priority: number | null
  due: typeof dueFilters[number] | null
  /** Words that the title holds, whatever their case. */
  text: string
}

/** What of a todo a filter looks at. */
export type Filterable = Pick<TodoItem, 'title' | 'labels' | 'priority' | 'dueOn'> & { assignee: { userId: string } | null }

export const plainView: ListView = { sort: 'manual', label: null, assignee: null, priority: null, due: null, text: '' }

export function isFiltered(view: ListView): boolean {
  return view.label !== null || view.assignee !== null || view.priority !== null || view.due !== null || view.text.trim() !== ''
}

/** A view as it was kept; what another version wrote and this one does not know is left out. */
export function readView(json: string | null | undefined): ListView {
  if (!json) return plainView
  const { sort, label, assignee, priority, due, text }: Partial<Record<string, unknown>> = JSON.parse(json)
  return {
    sort: sorts.find(known => known === sort) ?? 'manual',
    label: typeof label === 'string' ? label : null,
    assignee: typeof assignee === 'string' ? assignee : null,
    priority: typeof priority === 'number' ? priority : null,
    due: dueFilters.find(known => known === due) ?? null,
    text: typeof text === 'string' ? text : '',
  }
}

/** The todos that a view shows. @param today the person's calendar day, such as `2026-11-27` */
export function filterTodos<Todo extends Filterable>(todos: readonly Todo[], view: ListView, today: string): readonly Todo[] {
  if (!isFiltered(view)) return todos
  const words = view.text.toLowerCase().split(/\s+/).filter(word => word !== '')
  const week = dayAfter(today, 7)
  return todos.filter(todo => (view.label === null || todo.labels.includes(view.label))
    && (view.assignee === null || (todo.assignee?.userId ?? 'nobody') === view.assignee)
    && (view.priority === null || todo.priority === view.priority)
    && (view.due === null || isDue(todo.dueOn, view.due, today, week))
    && words.every(word => todo.title.toLowerCase().includes(word)))
}

/** The todos in the order of a view; equal ones stay in the order of the list. */
export function sortTodos(todos: readonly TodoItem[], { sort }: ListView, tag: string): readonly TodoItem[] {
  if (sort === 'manual') return todos
  const { compare } = new Intl.Collator(tag, { numeric: true })
  const byDay = (a: TodoItem, b: TodoItem) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9')
  const orders = {
    due: (a: TodoItem, b: TodoItem) => byDay(a, b) || b.priority - a.priority,
    priority: (a: TodoItem, b: TodoItem) => b.priority - a.priority || byDay(a, b),
    title: (a: TodoItem, b: TodoItem) => compare(a.title, b.title),
    // An id begins with the time at which it was made.
    newest: (a: TodoItem, b: TodoItem) => a.id < b.id ? 1 : -1,
  }
  return todos.toSorted(orders[sort])
}

function isDue(day: string | null, due: NonNullable<ListView['due']>, today: string, week: string): boolean {
  if (day === null || due === 'none') return day === null && due === 'none'
  if (due === 'late') return day < today
  return due === 'today' ? day <= today : day <= week
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
