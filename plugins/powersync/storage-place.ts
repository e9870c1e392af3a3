import type { StorageKind } from './choose-vfs.ts'
import { storageKinds } from './choose-vfs.ts'

const key = 'driftless:storage'
const inIndexedDb: StorageKind = 'IDBBatchAtomicVFS'

/** Files that this page began, or tries to. */
const begun = new Set<string>()
/** Where this page looks for each file. */
const opened = new Map<string, StorageKind>()

/**
 * Where in this browser's storage a database file lies: where it was begun. Each kind of storage has files of its own, so
 * that a version of the app with another preference would show an empty file and leave unsent edits behind in the old one.
 *
 * @param preferred for a file that is not there yet
 */
export function storagePlace(dbFilename: string, preferred: StorageKind): StorageKind {
  const known = knownPlace(dbFilename)
  if (!known) {
    begun.add(dbFilename)
    note({ ...knownPlaces(), [dbFilename]: preferred })
  }
  opened.set(dbFilename, known ?? preferred)
  return known ?? preferred
}

/** Whether another tab put the file elsewhere since this page opened it: see {@link beginElsewhere}. */
export function isElsewhere(dbFilename: string): boolean {
  return (knownPlace(dbFilename) ?? opened.get(dbFilename)) !== opened.get(dbFilename)
}

export function isInOpfs(dbFilename: string): boolean {
  return (knownPlaces()[dbFilename] ?? inIndexedDb) !== inIndexedDb
}

/**
 * Puts a file into IndexedDB that this page could not begin in OPFS: private windows of Safari have that in name only.
 *
 * @returns false for a file that is older than this page, whose rows would stay behind
 */
export function beginElsewhere(dbFilename: string): boolean {
  if (!begun.delete(dbFilename)) return false
  note({ ...knownPlaces(), [dbFilename]: inIndexedDb })
  return true
}

function knownPlace(dbFilename: string): StorageKind | undefined {
  const { [dbFilename]: place } = knownPlaces()
  return storageKinds.find(kind => kind === place)
}

function knownPlaces(): Partial<Record<string, unknown>> {
  try {
    const places: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof places === 'object' && places !== null ? { ...places } : {}
  }
  catch {
    // Storage is forbidden, or holds something that is not ours.
    return {}
  }
}

function note(places: Partial<Record<string, unknown>>): void {
  try {
    localStorage.setItem(key, JSON.stringify(places))
  }
  catch {
    // A browser that forbids storage keeps no file either.
  }
}
