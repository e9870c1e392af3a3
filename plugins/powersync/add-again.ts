import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { watch } from 'vue'
import { addedOf, aheadLock, dropAdded, holdAdded, otherTabOf, otherTabs } from '~/composables/todo/added-ahead'

/**
 * Adds what was shown as added and never reached the database: by tabs that are gone, and by this one where another database took the place
 * of one that did not answer. Each todo once, whoever else tries: it has its id already.
 */
export function addAgain(shown: Readonly<Ref<CommonPowerSyncDatabase>>): void {
  holdAdded()
  watch(shown, (database, _before, onCleanup) => {
    const left = new AbortController()
    const replaced = new Promise<void>(resolve => left.signal.addEventListener('abort', () => resolve()))
    onCleanup(() => left.abort())
    const awaited = new Set<string>()

    /** When the tab is gone, which may be now. A database that hangs keeps the lock no longer than it is shown. */
    function addWhenGone(tab: string) {
      if (awaited.has(tab)) return
      awaited.add(tab)
      navigator.locks.request(aheadLock(tab), { signal: left.signal }, () => Promise.race([replaced, add(database, tab)]))
        .catch((error: unknown) => left.signal.aborted || report(error))
        .finally(() => awaited.delete(tab))
    }

    add(database).catch(report)
    for (const tab of otherTabs()) addWhenGone(tab)
    addEventListener('storage', ({ key, newValue }) => {
      const tab = newValue === null ? null : otherTabOf(key)
      if (tab !== null) addWhenGone(tab)
    }, { signal: left.signal })
  }, { immediate: true })
}

async function add(database: CommonPowerSyncDatabase, tab?: string): Promise<void> {
  const added = addedOf(tab)
  if (added.length === 0) return
  // Seldom in a browser's life; Kysely is not for every first page to load.
  const [{ addTodo }, { kyselyOf }] = await Promise.all([import('~/powersync/mutations/todos'), import('~/powersync/kysely')])
  const db = kyselyOf(database)
  for (const { id, owner, listId, title, options } of added) {
    await addTodo(db, owner, listId, title, { ...options, id })
    dropAdded(id, tab)
  }
}

function report(error: unknown): void {
  console.error('What was added last could not be added again', error)
}
