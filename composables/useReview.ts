import type { MessageKey } from '~/i18n/message-key'
import type { WriteProblem } from '~/composables/useWriteProblems'
import { reasonWords } from '~/composables/sync/reason-words'
import { recordIn } from '~/shared/record-in'

export interface ReviewLine {
  /** What was changed, as a person would call it. */
  what: string
  mine: string
  /** Null where nothing can be shown: the row is gone, or no longer theirs to see. */
  theirs: string | null
}

const columns: Record<string, MessageKey> = {
  title: 'sync.columnTitle', name: 'sync.columnName', due_on: 'sync.columnDue', priority: 'sync.columnPriority', labels: 'sync.columnLabels',
  assignee_id: 'sync.columnAssignee', completed_at: 'sync.columnState', icon: 'sync.columnIcon', color: 'sync.columnColour', role: 'sync.columnRole',
  deleted_at: 'sync.columnDeleted', list_id: 'sync.columnList', parent_id: 'sync.columnParent', position: 'sync.columnPlace',
}
/** Where something stands is told of a move only: whatever is new stands somewhere. */
const places = ['list_id', 'parent_id', 'position']
const priorities = ['sync.none', 'sync.low', 'sync.medium', 'sync.high'] as const

/** A refused or overwritten edit in the words of its author, and what they can do about it. */
export function useReview(problem: () => WriteProblem) {
  const spoken = useWords()
  const { t } = spoken
  const { dismiss, redo } = useWriteProblems()
  const { due } = useDayWords()
  const { members } = useList(() => problem().listId ?? '')
  const { lists, inbox } = useLists()

  const mine = computed(() => valuesOf(problem()))
  const theirs = computed(() => problem().kind === 'overwritten' ? { [problem().columnName ?? '']: problem().serverValue } : recordIn(problem().serverValue))
  const title = computed(() => textIn(mine.value.title) ?? textIn(mine.value.name) ?? problem().title ?? t('sync.anEdit'))
  const lines = computed(() => Object.entries(columns).filter(([column]) => column in mine.value && isTelling(column)).map(([column, key]): ReviewLine => ({
    what: t(key),
    mine: words(column, mine.value[column]),
    theirs: column in theirs.value && column !== 'position' ? words(column, theirs.value[column]) : null,
  })))

  /** A new todo carries many empty fields; only what its author gave it is worth showing. */
  function isTelling(column: string): boolean {
    const value = mine.value[column]
    return operationOf(problem()) !== 'PUT' || (!places.includes(column) && value !== null && value !== 0 && value !== '' && value !== '[]')
  }

  function words(column: string, value: unknown): string {
    if (column === 'completed_at') return value === null ? t('sync.open') : t('sync.completed')
    if (column === 'position') return t('sync.moved')
    if (column === 'parent_id') return value === null ? t('sync.ownTodo') : t('sync.subtaskOf')
    if (column === 'list_id') return [inbox.value, ...lists.value].find(list => list.id === value)?.name ?? t('sync.otherList')
    if (column === 'deleted_at') return value === null ? t('sync.no') : t('sync.yes')
    if (column === 'priority') return t(priorities[Number(value)] ?? 'sync.none')
    if (column === 'due_on') return typeof value === 'string' ? due(value).text : t('sync.none')
    if (column === 'labels') return labelsIn(value).join(', ') || t('sync.none')
    if (column === 'assignee_id') return value === null ? t('sync.nobody') : members.value.find(member => member.userId === value)?.name ?? t('sync.somebody')
    return textIn(value) ?? t('sync.none')
  }

  return {
    title,
    reason: computed(() => reasonWords(problem(), spoken)),
    lines,
    /** Makes the edit once more, as a new one. @throws RedoError with words, when the row is gone or changed again */
    useMine: (changes?: Readonly<Record<string, unknown>>) => redo(problem().id, changes),
    /** The text of a refused edit that can be corrected before it is tried again. */
    correctable: computed(() => {
      const column = problem().kind === 'refused' ? ['title', 'name'].find(candidate => textIn(mine.value[candidate])) : undefined
      return column ? { column, label: column === 'title' ? t('sync.correctTitle') : t('sync.correctName'), text: textIn(mine.value[column]) ?? '' } : null
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

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Labels travel as a JSON text in a refused row and as an array in a journaled value. */
function labelsIn(value: unknown): string[] {
  const list: unknown = typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value
  return Array.isArray(list) ? list.filter(label => typeof label === 'string') : []
}
