import type { CommonPowerSyncDatabase } from '@powersync/common'
import { locks } from 'node:worker_threads'
import { afterEach, beforeEach, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useInComponent } from './local'

/** For tests of what pages that die leave behind: each has a browser without anything kept, and every page its own modules. */
export function useEmptyBrowser() {
  beforeEach(() => {
    localStorage.clear()
    vi.resetModules()
    // The DOM of these tests has no locks; Node has.
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks)
  })
  afterEach(() => vi.restoreAllMocks())
}

/** What is kept, by key. */
export const kept = () => Object.entries(localStorage).filter(([key]) => key.startsWith('driftless:ahead:')).map(([key, value]) => [key, String(value)] as const)
export const keptTitles = () => kept().map(([, value]) => JSON.parse(value).added?.title)

export async function saved(database: CommonPowerSyncDatabase) {
  return (await database.getAll<{ title: string }>('SELECT title FROM todos ORDER BY position')).map(row => row.title)
}

/** Keeps SQLite from writing until the returned function is called. */
export async function holdWrites(database: CommonPowerSyncDatabase): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  await new Promise<void>(held => void database.writeLock(() => {
    held()
    return promise
  }))
  return () => resolve(undefined)
}

/** A page of its own, as each tab and each reload has one. */
export async function newTab(database: CommonPowerSyncDatabase) {
  vi.resetModules()
  const { useTodos } = await import('~/composables/useTodos')
  return { todos: await useInComponent(database, () => useTodos('list')) }
}

export async function start(database: CommonPowerSyncDatabase) {
  vi.resetModules()
  const { actAgain } = await import('~/plugins/powersync/act-again')
  const shown = shallowRef(database)
  actAgain(shown)
  return shown
}
