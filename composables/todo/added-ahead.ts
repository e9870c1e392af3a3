import type { NewTodo } from '~/powersync/mutations/todos'
import { uuidv7 } from 'uuidv7'
import { warmOwner } from '~/composables/sync/warm-rows'

/** Under it and a tab's name lie the todos that the tab added and that the local database does not have yet, one a key. */
const prefix = 'driftless:ahead:'
/** More than anybody adds while a database is busy. Beyond that the database alone remembers. */
const most = 500

/** This life of the page: a reload is another. */
const thisTab = uuidv7()
const kept = new Set<string>()

interface AddedAhead {
  readonly id: string
  /** Who added it: an account's id, or the guest's. */
  readonly owner: string
  readonly listId: string
  readonly title: string
  readonly options: NewTodo
}

/**
 * The Web Lock that a tab holds for as long as it lives, by the tab's name. What a tab that is gone left behind is anybody's to add, one after
 * the other under the same lock.
 */
export const aheadLock = (tab: string) => `${prefix}${tab}`

/** Says that this page lives. Call before anything is added. */
export function holdAdded(): void {
  void navigator.locks.request(aheadLock(thisTab), () => new Promise<void>(() => undefined))
}

/** Writes down what was just added, in the moment in which it is shown: a page may be gone before its database has it. */
export function keepAdded(added: AddedAhead): void {
  if (added.owner !== warmOwner() || kept.size >= most) return
  try {
    localStorage.setItem(keyOf(thisTab, added.id), JSON.stringify(added))
    kept.add(added.id)
  }
  catch {
    // No room, or storage is forbidden: the database alone remembers.
  }
}

/** The database has it, or the person was told that it was not added. */
export function dropAdded(id: string, tab = thisTab): void {
  kept.delete(id)
  try {
    localStorage.removeItem(keyOf(tab, id))
  }
  catch {
    // Where storage is forbidden nothing was kept.
  }
}

/** What a tab (this one, unless told which) left for whoever uses this browser now, in the order in which it was added. */
export function addedOf(tab = thisTab): readonly AddedAhead[] {
  const owner = warmOwner()
  return keysOf(tab).flatMap((key) => {
    const added = read(key)
    return added?.owner === owner ? [added] : []
  })
}

/** Other tabs, living or gone, that left something. */
export function otherTabs(): readonly string[] {
  return [...new Set(keysOf().map(tabIn))].filter(tab => tab !== thisTab)
}

/** The tab that a key of the browser's storage is of; null for keys of other things, and of this tab's own. */
export function otherTabOf(key: string | null): string | null {
  return key?.startsWith(prefix) && tabIn(key) !== thisTab ? tabIn(key) : null
}

/** Nothing of the last person may stay. */
export function forgetAdded(): void {
  kept.clear()
  for (const key of keysOf()) localStorage.removeItem(key)
}

const keyOf = (tab: string, id: string) => `${prefix}${tab}:${id}`
const tabIn = (key: string) => key.slice(prefix.length).split(':')[0] ?? ''

/** UUIDv7 are in the order of their times. */
function keysOf(tab?: string): readonly string[] {
  const beginning = tab === undefined ? prefix : keyOf(tab, '')
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(beginning)).sort()
  }
  catch {
    // Storage is forbidden.
    return []
  }
}

function read(key: string): AddedAhead | null {
  try {
    const value: Partial<AddedAhead> | null = JSON.parse(localStorage.getItem(key) ?? 'null')
    const { id, owner, listId, title, options } = value ?? {}
    return id && owner && listId && typeof title === 'string' && options ? { id, owner, listId, title, options } : null
  }
  catch {
    // Something that is not ours.
    return null
  }
}
