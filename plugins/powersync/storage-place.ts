import type { StorageKind } from './choose-vfs.ts'
import { storageKinds } from './choose-vfs.ts'

const key = 'driftless:storage'

/**
 * Where in this browser's storage a database file lies: where it was begun. Each kind of storage has files of its own, so
 * that a version of the app with another preference would show an empty file and leave unsent edits behind in the old one.
 *
 * @param preferred for a file that is not there yet
 */
export function storagePlace(dbFilename: string, preferred: StorageKind): StorageKind {
  const places = knownPlaces()
  const known = storageKinds.find(kind => kind === places[dbFilename])
  if (known) return known
  note({ ...places, [dbFilename]: preferred })
  return preferred
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
