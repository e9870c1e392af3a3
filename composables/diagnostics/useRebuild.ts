import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ComputedRef, Ref } from 'vue'
import type { MessageKey } from '~/i18n/message-key'
import { computed, shallowReadonly, shallowRef } from 'vue'
import { useNuxtApp } from '#imports'
import { offerDownload } from '~/composables/account/offer-download'
import { isoDay } from '~/composables/useDayWords'
import { useDatabase } from '~/composables/useDatabase'
import { useSyncStatus } from '~/composables/useSyncStatus'
import { useWords } from '~/composables/useWords'
import { clearKeepingQueue } from '~/powersync/diagnostics/clear-keeping-queue'
import { readUnsentEdits } from '~/powersync/diagnostics/unsent-edits'
import { openOptionsOf } from './open-options'
import { tellRebuilt } from './rebuild-channel'
import { RebuildError } from './RebuildError'

export interface UsedRebuild {
  /** Why it cannot be done now; null where it can. */
  obstacle: ComputedRef<MessageKey | null>
  step: Readonly<Ref<'idle' | 'clearing' | 'receiving' | 'done'>>
  /**
   * Forgets what was received and receives it again, in all tabs. Edits that were not sent are saved as a file and stay in the queue.
   * Resolves when everything is here again. @throws {RebuildError}
   */
  rebuild: () => Promise<void>
}

const lock = 'driftless:rebuild'

export function useRebuild(): UsedRebuild {
  const { t } = useWords()
  const { powersync } = useDatabase()
  const { phase, waiting, error } = useSyncStatus()
  const sync = useNuxtApp().$sync
  const step = shallowRef<'idle' | 'clearing' | 'receiving' | 'done'>('idle')

  // Offline, this device would stand empty until the network is back.
  const obstacle = computed<MessageKey | null>(() => {
    if (phase.value === 'saved-here') return 'diagnostics.rebuildGuest'
    if (phase.value === 'signed-out') return 'diagnostics.rebuildSignedOut'
    if (['starting', 'offline', 'connecting'].includes(phase.value)) return 'diagnostics.rebuildOffline'
    // The SDK applies no download before the queue is empty.
    return waiting.value > 0 && error.value ? 'diagnostics.rebuildStuck' : null
  })

  async function rebuild() {
    const database = powersync.value
    if (!database || obstacle.value) throw new RebuildError('not_possible', t(obstacle.value ?? 'diagnostics.rebuildOffline'))
    const began = Date.now()
    step.value = 'clearing'
    try {
      await alone(() => clear(database))
      step.value = 'receiving'
      await received(database, began)
      step.value = 'done'
    }
    catch (error) {
      step.value = 'idle'
      throw error
    }
  }

  async function clear(database: CommonPowerSyncDatabase) {
    const unsent = await readUnsentEdits(database)
    if (unsent) offerDownload(`driftless-unsent-${isoDay(new Date())}.json`, 'application/json', `${JSON.stringify(unsent, null, 2)}\n`)
    await database.disconnect()
    try {
      await clearKeepingQueue(database)
    }
    finally {
      sync?.reconnect()
    }
    // Tabs that share one connection have the new one already.
    if (!openOptionsOf(database).sharedByTabs) tellRebuilt()
  }

  async function alone(act: () => Promise<void>) {
    await navigator.locks.request(lock, { ifAvailable: true }, async (granted) => {
      if (!granted) throw new RebuildError('busy', t('diagnostics.rebuildBusy'))
      await act()
    })
  }

  return { obstacle, step: shallowReadonly(step), rebuild }
}

/** Resolves at the first whole checkpoint after `since`, or when the database is closed for another account's. */
function received(database: CommonPowerSyncDatabase, since: number): Promise<void> {
  return new Promise((resolve) => {
    const isHere = () => database.currentStatus.hasSynced === true && (database.currentStatus.lastSyncedAt?.getTime() ?? 0) >= since
    const end = () => {
      stop()
      resolve()
    }
    const stop = database.registerListener({ closed: end, statusChanged: () => { if (isHere()) end() } })
  })
}
