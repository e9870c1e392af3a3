import type { WaitingGroup } from '~/powersync/queries/waiting-edits'

/** What a person did in one go, in the words of the app: `Renamed “Book the ferry”`, `Added 12 todos`, `Made the list “Groceries”`. */
export function editWords(groups: readonly WaitingGroup[]): string {
  const added = groups.filter(({ op, table }) => op === 'PUT' && table in nouns)
  if (added.length > 1) return `Added ${added.map(({ table, count }) => counted(count, nouns[table])).join(' and ')}`
  // What comes along with something else (a new list's place among the lists, say) needs no word of its own.
  const table = weights.find(weight => groups.some(group => group.table === weight))
  const told = groups.filter(group => (table === undefined || group.table === table) && !(groups.length > 1 && isPlaceOnly(group)))
  const [first = 'Changed something', ...others] = new Set(told.map(wordsOf))
  return [first, ...others.map(other => other.charAt(0).toLowerCase() + other.slice(1))].join(', ')
}

/** A new todo's place among the others is written beside it. */
function isPlaceOnly({ op, data }: WaitingGroup): boolean {
  return op === 'PATCH' && Object.keys(data).every(column => column === 'position')
}

/** What an edit is told by, if it touches several tables. */
const weights = ['lists', 'todos', 'list_members', 'profiles', 'write_problems', 'list_preferences']

const nouns: Record<string, string> = { lists: 'list', todos: 'todo' }

function wordsOf(group: WaitingGroup): string {
  switch (group.table) {
    case 'lists': return listWords(group)
    case 'todos': return todoWords(group)
    case 'list_members': return group.op === 'DELETE' ? 'Removed somebody from a list' : 'Changed what a member may do'
    case 'profiles': return 'Changed your profile'
    case 'write_problems': return 'Decided on an edit in review'
    case 'list_preferences': return 'Arranged your lists'
    default: return 'Changed something'
  }
}

function todoWords({ op, data, count, name, listName }: WaitingGroup): string {
  const it = count > 1 ? counted(count, 'todo') : quoted(textIn(data.title) ?? name) ?? 'a todo'
  if (op === 'DELETE') return `Deleted ${it} for good`
  if (op === 'PUT') return listName === null || count > 1 ? `Added ${it}` : `Added ${it} to ${listName}`
  if ('deleted_at' in data) return data.deleted_at === null ? `Brought ${it} back` : `Deleted ${it}`
  if ('completed_at' in data) return data.completed_at === null ? `Reopened ${it}` : `Completed ${it}`
  if ('list_id' in data) return `Moved ${it} to ${listName ?? 'another list'}`
  const [change, ...others] = Object.keys(data).flatMap(column => changes[column] ?? [])
  return change === undefined || others.length > 0 ? `Changed ${it}` : `${change} ${it}`
}

const changes: Record<string, string> = {
  title: 'Renamed', due_on: 'Changed the date of', priority: 'Changed the priority of', labels: 'Changed the labels of',
  assignee_id: 'Changed who does', position: 'Moved', parent_id: 'Moved',
}

function listWords({ op, data, count, name }: WaitingGroup): string {
  const called = quoted(textIn(data.name) ?? name)
  const it = count > 1 ? counted(count, 'list') : called ? `the list ${called}` : 'a list'
  if (op === 'PUT') return `Made ${it}`
  if (op === 'DELETE') return `Deleted ${it} for good`
  if ('deleted_at' in data) return data.deleted_at === null ? `Brought ${it} back` : `Deleted ${it}`
  if ('archived_at' in data) return data.archived_at === null ? `Brought ${it} back from the archive` : `Archived ${it}`
  return 'name' in data ? `Renamed ${it}` : `Changed the look of ${it}`
}

function counted(count: number, noun = 'row'): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}

function quoted(text: string | null): string | null {
  if (text === null) return null
  return `“${text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text}”`
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
