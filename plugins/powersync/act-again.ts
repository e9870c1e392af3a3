import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { watch } from 'vue'
import { actsLock, actsOf, dropAct, holdActs, otherTabOf, otherTabs } from '~/composables/todo/kept-acts'
import { guestId } from '~/powersync/guest'

/**
 * Does what was shown as done and never reached the database: by tabs that are gone, and by this one where another database took the place of
 * one that did not answer. Whatever is there already is left as it is.
 */
export function actAgain(shown: Readonly<Ref<CommonPowerSyncDatabase>>): void {
  holdActs()
  watch(shown, (database, _before, onCleanup) => {
    const left = new AbortController()
    const replaced = new Promise<void>(resolve => left.signal.addEventListener('abort', () => resolve()))
    onCleanup(() => left.abort())
    const awaited = new Set<string>()

    /** When the tab is gone, which may be now. A database that hangs keeps the lock no longer than it is shown. */
    function repeatWhenGone(tab: string) {
      if (awaited.has(tab)) return
      awaited.add(tab)
      navigator.locks.request(actsLock(tab), { signal: left.signal }, () => Promise.race([replaced, repeat(database, tab)]))
        .catch((error: unknown) => left.signal.aborted || report(error))
        .finally(() => awaited.delete(tab))
    }

    repeat(database).catch(report)
    for (const tab of otherTabs()) repeatWhenGone(tab)
    window.addEventListener('storage', ({ key, newValue }) => {
      const tab = newValue === null ? null : otherTabOf(key)
      if (tab !== null) repeatWhenGone(tab)
    }, { signal: left.signal })
  }, { immediate: true })
}

/** Does what a tab (this one, unless told which) left for a person (who uses this browser now, unless told who). */
async function repeat(database: CommonPowerSyncDatabase, tab?: string, owner?: string): Promise<void> {
  const acts = actsOf(tab, owner)
  if (acts.length === 0) return
  // Seldom in a browser's life; Kysely is not for every first page to load.
  const [{ repeatAct }, { kyselyOf }] = await Promise.all([import('~/powersync/mutations/repeat-act'), import('~/powersync/kysely')])
  for (const act of acts) {
    await repeatAct(kyselyOf(database), act)
    dropAct(act.id, tab)
  }
}

/** Does what a guest did in any tab and the guest's database does not have yet: after this it may be read for the last time. */
export async function finishGuestActs(guest: CommonPowerSyncDatabase): Promise<void> {
  for (const tab of [undefined, ...otherTabs()]) await repeat(guest, tab, guestId)
}

function report(error: unknown): void {
  console.error('What was done last could not be done again', error)
}
