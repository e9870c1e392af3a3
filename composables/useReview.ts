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
  const { dismiss, redo } = useWriteProblems()
  const { today } = useDayWords()
  const { members } = useList(() => problem().listId ?? '')

  const mine = computed(() => valuesOf(problem()))
  const theirs = computed(() => problem().kind === 'overwritten' ? { [problem().columnName ?? '']: problem().serverValue } : recordIn(problem().serverValue))
  const title = computed(() => textIn(mine.value.title) ?? textIn(mine.value.name) ?? problem().title ?? 'An edit')
  const lines = computed(() => Object.keys(mine.value).filter(column => column in columns && column !== 'list_id').filter(isTelling).map((column): ReviewLine => ({
    what: columns[column] ?? column,
    mine: words(column, mine.value[column]),
    theirs: column in theirs.value ? words(column, theirs.value[column]) : null,
  })))

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
    if (column === 'assignee_id') return value === null ? 'Nobody' : members.value.find(member => member.userId === value)?.name ?? 'Somebody'
    return textIn(value) ?? 'None'
  }

  return {
    title,
    lines,
    /** Makes the edit once more, as a new one. @throws RedoError with words, when the row is gone or changed again */
    useMine: (changes?: Readonly<Record<string, unknown>>) => redo(problem().id, changes),
    /** The text of a refused edit that can be corrected before it is tried again. */
    correctable: computed(() => {
      const column = problem().kind === 'refused' ? ['title', 'name'].find(candidate => textIn(mine.value[candidate])) : undefined
      return column ? { column, label: columns[column] ?? column, text: textIn(mine.value[column]) ?? '' } : null
    }),
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
