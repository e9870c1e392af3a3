import type { KeptAct } from '~/powersync/mutations/repeat-act'
import { uuidv7 } from 'uuidv7'
import { warmOwner } from '~/composables/sync/warm-rows'
import { guestId } from '~/powersync/guest'

/** Under it and a tab's name lies what was done in the tab and the local database does not have yet, one act a key. */
const prefix = 'driftless:ahead:'
/** More than anybody does while a database is busy, or to so many todos at once. Beyond that the database alone remembers. */
const most = 500

/** This life of the page: a reload is another. */
const thisTab = uuidv7()
const kept = new Set<string>()

/**
 * The Web Lock that a tab holds for as long as it lives, by the tab's name. What a tab that is gone left behind is anybody's to do, one after
 * the other under the same lock.
 */
export const actsLock = (tab: string) => `${prefix}${tab}`

/** Says that this page lives. Call before anything is done. */
export function holdActs(): void {
  void navigator.locks.request(actsLock(thisTab), () => new Promise<void>(() => undefined))
}

/** Writes down what was just done, in the moment in which it is shown: a page may be gone before its database has it. */
export function keepAct(act: KeptAct): void {
  const touched = act.edited ?? act.taken ?? act.placed
  if (act.owner !== warmOwner() || kept.size >= most || (touched?.ids.length ?? 0) > most) return
  try {
    localStorage.setItem(keyOf(thisTab, act.id), JSON.stringify(act))
    kept.add(act.id)
  }
  catch {
    // No room, or storage is forbidden: the database alone remembers.
  }
}

/** The database has it, or the person was told that it was not done. */
export function dropAct(id: string, tab = thisTab): void {
  kept.delete(id)
  try {
    localStorage.removeItem(keyOf(tab, id))
  }
  catch {
    // Where storage is forbidden nothing was kept.
  }
}

/** Keeps an act as long as `doing` it takes. */
export async function whileKept<T>(act: Omit<KeptAct, 'id'>, doing: () => Promise<T>): Promise<T> {
  const id = uuidv7()
  keepAct({ ...act, id })
  try {
    return await doing()
  }
  finally {
    dropAct(id)
  }
}

/** What a tab (this one, unless told which) left for a person (who uses this browser now, unless told who), in the order in which it was done. */
export function actsOf(tab = thisTab, owner = warmOwner()): readonly KeptAct[] {
  return keysOf(tab).flatMap((key) => {
    const act = read(key)
    return act?.owner === owner ? [act] : []
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

/**
 * Nothing of the last person may stay, nor be lost of this one's, which other tabs may just be doing. What a guest did goes with the guest's rows
 * into the account: see `plugins/powersync/guest-rows.ts`.
 */
export function forgetActs(): void {
  kept.clear()
  const staying: unknown[] = [guestId, warmOwner()]
  for (const key of keysOf()) if (!staying.includes(read(key)?.owner)) localStorage.removeItem(key)
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

function read(key: string): KeptAct | null {
  try {
    const value: Partial<KeptAct> | null = JSON.parse(localStorage.getItem(key) ?? 'null')
    return value?.id && value.owner ? { ...value, id: value.id, owner: value.owner } : null
  }
  catch {
    // Something that is not ours.
    return null
  }
}
