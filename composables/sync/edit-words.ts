import type { Translate } from '~/i18n/translate'
import type { MessageKey } from '~/i18n/message-key'
import type { WaitingGroup } from '~/powersync/queries/waiting-edits'
import { isInboxId } from '~/shared/inbox'

/** What a person did in one go, in the words of the app: `Renamed “Book the ferry”`, `Added 12 todos`, `Made the list “Groceries”`. */
export function editWords(all: readonly WaitingGroup[], t: Translate): string {
  // The Inbox is everybody's from the first: that a row was made for it is no news.
  const groups = all.filter(({ op, table, rowId }) => !(op === 'PUT' && table === 'lists' && isInboxId(rowId)))
  const added = (table: string) => groups.find(group => group.op === 'PUT' && group.table === table)
  const [lists, todos] = [added('lists'), added('todos')]
  if (lists && todos) return t('edit.addedBoth', { lists: t('edit.lists', { count: lists.count }), todos: t('edit.todos', { count: todos.count }) })
  // What comes along with something else (a new list's place among the lists, say) needs no word of its own.
  const table = weights.find(weight => groups.some(group => group.table === weight))
  const told = groups.filter(group => (table === undefined || group.table === table) && !(groups.length > 1 && isPlaceOnly(group)))
  return [...new Set(told.map(group => wordsOf(group, t)))].join(' · ') || t('edit.something')
}

/** A new todo's place among the others is written beside it. */
function isPlaceOnly({ op, data }: WaitingGroup): boolean {
  return op === 'PATCH' && Object.keys(data).every(column => column === 'position')
}

/** What an edit is told by, if it touches several tables. */
const weights = ['lists', 'todos', 'list_members', 'profiles', 'write_problems', 'list_preferences']

function wordsOf(group: WaitingGroup, t: Translate): string {
  switch (group.table) {
    case 'lists': return listWords(group, t)
    case 'todos': return todoWords(group, t)
    case 'list_members': return group.op === 'DELETE' ? t('edit.removedMember') : t('edit.changedMember')
    case 'profiles': return t('edit.changedProfile')
    case 'write_problems': return t('edit.decided')
    case 'list_preferences': return t('edit.arrangedLists')
    default: return t('edit.something')
  }
}

function todoWords(group: WaitingGroup, t: Translate): string {
  const { data, count, name, listName } = group
  const it = count > 1 ? t('edit.todos', { count }) : quoted(textIn(data.title) ?? name, t) ?? t('edit.aTodo')
  if (group.op === 'PUT' && listName !== null && count === 1) return t('edit.addedTo', { it, list: listName })
  if (group.op === 'PATCH' && !('deleted_at' in data || 'completed_at' in data) && 'list_id' in data) {
    return t('edit.movedTo', { it, list: listName ?? t('edit.anotherList') })
  }
  return t(todoKey(group), { it })
}

function todoKey({ op, data }: WaitingGroup): MessageKey {
  if (op === 'DELETE') return 'edit.deletedForGood'
  if (op === 'PUT') return 'edit.added'
  if ('deleted_at' in data) return data.deleted_at === null ? 'edit.broughtBack' : 'edit.deleted'
  if ('completed_at' in data) return data.completed_at === null ? 'edit.reopened' : 'edit.completed'
  const [change, ...others] = Object.keys(data).flatMap(column => changes[column] ?? [])
  return change === undefined || others.length > 0 ? 'edit.changed' : change
}

const changes: Record<string, MessageKey> = {
  title: 'edit.renamed', due_on: 'edit.changedDate', priority: 'edit.changedPriority', labels: 'edit.changedLabels',
  assignee_id: 'edit.changedAssignee', position: 'edit.moved', parent_id: 'edit.moved',
}

function listWords(group: WaitingGroup, t: Translate): string {
  const called = quoted(textIn(group.data.name) ?? group.name, t)
  const it = group.count > 1 ? t('edit.lists', { count: group.count }) : called ? t('edit.theList', { name: called }) : t('edit.aList')
  return t(listKey(group), { it })
}

function listKey({ op, data }: WaitingGroup): MessageKey {
  if (op === 'PUT') return 'edit.made'
  if (op === 'DELETE') return 'edit.deletedForGood'
  if ('deleted_at' in data) return data.deleted_at === null ? 'edit.broughtBack' : 'edit.deleted'
  if ('archived_at' in data) return data.archived_at === null ? 'edit.unarchived' : 'edit.archived'
  return 'name' in data ? 'edit.renamed' : 'edit.changedLook'
}

function quoted(text: string | null, t: Translate): string | null {
  if (text === null) return null
  return t('edit.quoted', { text: text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text })
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
