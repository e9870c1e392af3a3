import type { WriteProblem } from '~/composables/useWriteProblems'

export interface ReviewLine {
  /** What was changed, as a person would call it. */
  what: string
  mine: string
  /** Null where nothing can be shown: the row is gone, or no longer theirs to see. */
  theirs: string | null
}

const columns: Record<string, string> = {
  title: 'Title', name: 'Name', due_on: 'Due date', priority: 'Priority', labels: 'Labels', assignee_id: 'Assignee',
  completed_at: 'State', icon: 'Icon', color: 'Colour', role: 'Role', deleted_at: 'Deleted', list_id: 'List',
}
const priorities = ['None', 'Low', 'Medium', 'High']

/** A refused or overwritten edit in the words of its author, and what they can do about it. */
export function useReview(problem: () => WriteProblem) {
  const { dismiss } = useWriteProblems()
  const { rename: renameList, restyle, lists } = useLists()
  const todos = useTodos(() => problem().listId ?? listIn(mine.value) ?? '')
  const { today } = useDayWords()

  const mine = computed(() => valuesOf(problem()))
  const theirs = computed(() => problem().kind === 'overwritten' ? { [problem().columnName ?? '']: problem().serverValue } : recordIn(problem().serverValue))
  const title = computed(() => textIn(mine.value.title) ?? textIn(mine.value.name) ?? problem().title ?? 'An edit')
  const lines = computed(() => Object.keys(mine.value).filter(column => column in columns && column !== 'list_id').filter(isTelling).map((column): ReviewLine => ({
    what: columns[column] ?? column,
    mine: words(column, mine.value[column]),
    theirs: column in theirs.value ? words(column, theirs.value[column]) : null,
  })))
  const again = computed(() => againFor(problem(), mine.value))

  /** A new todo carries many empty fields; only what its author gave it is worth showing. */
  function isTelling(column: string): boolean {
    const value = mine.value[column]
    return operationOf(problem()) !== 'PUT' || (value !== null && value !== 0 && value !== '' && value !== '[]')
  }

  function words(column: string, value: unknown): string {
    if (column === 'completed_at') return value === null ? 'Open' : 'Completed'
    if (column === 'deleted_at') return value === null ? 'No' : 'Yes'
    if (column === 'priority') return priorities[Number(value)] ?? 'None'
    if (column === 'due_on') return typeof value === 'string' ? dueWords(value, today.value).text : 'None'
    if (column === 'labels') return labelsIn(value).join(', ') || 'None'
    return textIn(value) ?? 'None'
  }

  function againFor({ tableName, rowId }: WriteProblem, values: Readonly<Record<string, unknown>>): (() => Promise<unknown>) | null {
    const name = textIn(values.title) ?? textIn(values.name)
    if (operationOf(problem()) === 'PUT') return tableName === 'todos' && name ? () => todos.add(name) : null
    if (operationOf(problem()) === 'DELETE') return tableName === 'todos' ? () => todos.remove(rowId) : null
    const acts = tableName === 'todos' ? todoActs(rowId, values) : tableName === 'lists' ? listActs(rowId, values) : []
    return acts.length ? () => Promise.all(acts.map(act => act())) : null
  }

  function todoActs(id: string, values: Readonly<Record<string, unknown>>): (() => Promise<unknown>)[] {
    const acts: (() => Promise<unknown>)[] = []
    const { title, completed_at: completedAt, due_on: dueOn, priority, labels, assignee_id: assigneeId } = values
    if (typeof title === 'string') acts.push(() => todos.rename(id, title))
    if ('completed_at' in values) acts.push(() => completedAt === null ? todos.reopen(id) : todos.complete(id))
    if (dueOn === null || typeof dueOn === 'string') acts.push(() => todos.update(id, { dueOn }))
    if (typeof priority === 'number') acts.push(() => todos.update(id, { priority }))
    if ('labels' in values) acts.push(() => todos.update(id, { labels: labelsIn(labels) }))
    if (assigneeId === null || typeof assigneeId === 'string') acts.push(() => todos.update(id, { assigneeId }))
    return acts
  }

  function listActs(id: string, { name, icon, color }: Readonly<Record<string, unknown>>): (() => Promise<unknown>)[] {
    const list = lists.value.find(candidate => candidate.id === id)
    const acts: (() => Promise<unknown>)[] = []
    if (typeof name === 'string') acts.push(() => renameList(id, name))
    if (list && (textIn(icon) || textIn(color))) acts.push(() => restyle(id, { icon: textIn(icon) ?? list.icon, color: textIn(color) ?? list.color }))
    return acts
  }

  return {
    title,
    lines,
    /** Makes the edit once more, as a new one; null where that is not possible. */
    useMine: computed(() => again.value && (async () => {
      await again.value?.()
      await dismiss(problem().id)
    })),
    keepTheirs: () => dismiss(problem().id),
    copyText: computed(() => lines.value.map(line => line.mine).join('\n')),
  }
}

function operationOf(problem: WriteProblem): string | null {
  return problem.kind === 'refused' ? textIn(recordIn(problem.clientValue).op) : null
}

function valuesOf(problem: WriteProblem): Readonly<Record<string, unknown>> {
  if (problem.kind === 'overwritten') return problem.columnName ? { [problem.columnName]: problem.clientValue } : {}
  return recordIn(recordIn(problem.clientValue).data)
}

function listIn(values: Readonly<Record<string, unknown>>): string | null {
  return textIn(values.list_id)
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Labels travel as a JSON text in a refused row and as an array in a journaled value. */
function labelsIn(value: unknown): string[] {
  const list: unknown = typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value
  return Array.isArray(list) ? list.filter(label => typeof label === 'string') : []
}
