import type { Database } from '../kysely.ts'
import type { ImportedList, ImportedTodo, ImportFile, ImportNote, Said } from './import-file.ts'
import { inboxId, isInboxId } from '../../shared/inbox.ts'
import { ownershipLimits } from '../../shared/limits.ts'
import { selectLists } from '../queries/lists.ts'
import { planList } from './plan-list.ts'

/** What an import would do, for a person to look at before it is done. */
export interface ImportPlan {
  lists: PlannedList[]
  notes: ImportNote[]
}

export interface PlannedList {
  /** The list that is there already; null for a new one. */
  id: string | null
  list: ImportedList
  /** In their order; a todo that is there already is here only for the sake of its new subtasks. */
  todos: PlannedTodo[]
  /** Todos and subtasks that are new. */
  added: number
  /** Todos and subtasks that are in the list already. */
  present: number
}

export interface PlannedTodo {
  /** The todo that is there already; null for a new one. */
  id: string | null
  todo: ImportedTodo
  subtasks: ImportedTodo[]
}

type KnownList = Awaited<ReturnType<ReturnType<typeof selectLists>['execute']>>[number]

/**
 * Compares files with what is on this device. A list is there already if it has the same id or, written by this person, the same
 * name; a todo if its list has the same id or the same title, as often as it stands there. So the same file adds nothing the second time.
 */
export async function planImport(db: Database, me: string, files: readonly ImportFile[]): Promise<ImportPlan> {
  const known = await selectLists(db, me).execute()
  // Whoever's Inbox it was, it goes into one's own.
  const wanted = oneForEachName(files.flatMap(file => file.lists).map(list => list.id !== null && isInboxId(list.id) ? { ...list, id: inboxId(me) } : list))
  const notes = files.flatMap(file => file.notes)
  // A list that the files name by its id is no other one's double.
  const taken = new Set(wanted.flatMap(list => list.id ?? []))
  const lists: PlannedList[] = []
  let room = ownershipLimits.listsPerPerson - known.length

  for (const list of wanted) {
    const target = known.find(candidate => candidate.id === list.id) ?? sameName(list, known, taken)
    if (target) taken.add(target.id)
    const refusal = target ? refusalOf(target, list) : room > 0 ? null : noRoomFor(list)
    if (refusal !== null) {
      notes.push({ line: null, ...refusal })
      continue
    }
    if (!target) room -= 1
    lists.push(target?.archivedAt ? untouched(target.id, list) : await planList(db, target?.id ?? null, list, notes))
  }
  return { lists, notes }
}

/** Formats without ids know a list by its name only, also when it comes in several files. */
function oneForEachName(lists: readonly ImportedList[]): ImportedList[] {
  const named = new Map<string, ImportedList>()
  return lists.flatMap((list) => {
    const same = list.id === null ? named.get(list.name) : undefined
    if (same) {
      same.todos.push(...list.todos)
      return []
    }
    const own = { ...list, todos: [...list.todos] }
    if (list.id === null) named.set(list.name, own)
    return [own]
  })
}

function sameName(list: ImportedList, known: readonly KnownList[], taken: ReadonlySet<string>): KnownList | undefined {
  const isArchived = list.archivedAt !== null
  return known.find(({ id, name, role, archivedAt }) => name === list.name && role !== 'viewer' && (archivedAt !== null) === isArchived && !taken.has(id))
}

function noRoomFor({ name }: ImportedList): Said {
  return { key: 'transfer.noRoom', values: { name, max: ownershipLimits.listsPerPerson } }
}

function refusalOf(target: KnownList, list: ImportedList): Said | null {
  if (target.role === 'viewer') return { key: 'transfer.viewerList', values: { name: target.name } }
  if (target.archivedAt !== null && list.archivedAt === null) return { key: 'transfer.archivedList', values: { name: target.name } }
  return null
}

/** An archived list takes nothing, and its todos are not on this device to be compared with. */
function untouched(id: string, list: ImportedList): PlannedList {
  return { id, list, todos: [], added: 0, present: list.todos.reduce((sum, todo) => sum + 1 + todo.subtasks.length, 0) }
}
