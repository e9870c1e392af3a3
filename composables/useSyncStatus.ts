import type { SyncStatus } from '@powersync/common'
import type { ComputedRef } from 'vue'
import type { SyncPhase } from '~/composables/sync/phase'
import { computed, shallowRef, watch } from 'vue'
import { useNuxtApp } from '#imports'
import { phaseOf } from '~/composables/sync/phase'
import { wordsFor } from '~/composables/sync/words'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { useAccount } from '~/composables/useAccount'
import { useDatabase } from '~/composables/useDatabase'
import { useIsOnline } from '~/composables/useIsOnline'
import { useUploads } from '~/composables/useUploads'
import { useWords } from '~/composables/useWords'
import { useWriteProblems } from '~/composables/useWriteProblems'

export type { SyncPhase } from '~/composables/sync/phase'

export interface UsedSyncStatus {
  phase: ComputedRef<SyncPhase>
  /** Edits made here that no checkpoint has confirmed. */
  waiting: ComputedRef<number>
  /** The state in two words. */
  title: ComputedRef<string>
  /** What it means for the person's edits. */
  detail: ComputedRef<string>
  lastSyncedAt: ComputedRef<Date | null>
  /** Rows of the running download; null when there is none. */
  download: ComputedRef<{ done: number, total: number } | null>
  /** This device has never had everything of the account: what is missing may still come. */
  isFirstSync: ComputedRef<boolean>
  error: ComputedRef<Error | null>
  /** Connects again now. */
  retry: () => void
}

/** The state of sync in words. "Synced" is said only when the database has all that is shown, the queue is empty and the server's checkpoint came back. */
export function useSyncStatus(): UsedSyncStatus {
  const { t } = useWords()
  const { powersync } = useDatabase()
  const { account, isExpired } = useAccount()
  const { state: uploads } = useUploads()
  const { count: problems } = useWriteProblems()
  const { isSaving } = useExpectedTodos()
  const isOnline = useIsOnline()
  const sync = useNuxtApp().$sync
  const status = shallowRef<SyncStatus | null>(null)

  watch(powersync, (database, _before, onCleanup) => {
    status.value = database?.currentStatus ?? null
    if (database) onCleanup(database.registerListener({ statusChanged: (next) => { status.value = next } }))
  }, { immediate: true })

  const waiting = computed(() => uploads.value.queued + uploads.value.sent)
  const phase = computed(() => phaseOf({
    status: status.value,
    hasAccount: account.value !== null,
    isSaving: isSaving.value,
    isExpired: isExpired.value,
    isOnline: isOnline.value,
    isStuck: sync?.isStuck.value ?? false,
    isConfirmed: uploads.value.isConfirmed,
    problems: problems.value,
  }))
  const words = computed(() => wordsFor(phase.value, {
    waiting: waiting.value,
    problems: problems.value,
    isStuck: sync?.isStuck.value ?? false,
    hasSynced: status.value?.hasSynced,
  }, t))

  return {
    phase,
    waiting,
    title: computed(() => words.value.title),
    detail: computed(() => words.value.detail),
    lastSyncedAt: computed(() => status.value?.lastSyncedAt ?? null),
    download: computed(() => {
      const progress = status.value?.downloadProgress
      return progress ? { done: progress.downloadedOperations, total: progress.totalOperations } : null
    }),
    isFirstSync: computed(() => account.value !== null && status.value?.hasSynced === false),
    error: computed(() => status.value?.uploadError ?? status.value?.downloadError ?? null),
    retry: () => sync?.reconnect(),
  }
}
