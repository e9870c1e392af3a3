import type { CommonPowerSyncDatabase, SyncStreamSubscription } from '@powersync/common'

/** Seconds that the todos stay on this device after the list was looked at, so that it can be read again on a plane. */
const kept = 24 * 60 * 60

/**
 * Asks for an archived list's todos, which come to a device only on demand, while the component lives.
 * `away`: they have not come and cannot be fetched now.
 */
export function useArchivedTodos(listId: () => string) {
  const { powersync } = useDatabase()
  const { account } = useAccount()
  const { phase } = useSyncStatus()
  const hasSynced = ref(false)
  let gone = false
  let subscription: SyncStreamSubscription | null = null
  const lost = new AbortController()

  async function fetch(database: CommonPowerSyncDatabase) {
    subscription = await database.syncStream('archived_list', { list_id: listId() }).subscribe({ ttl: kept })
    if (gone) return subscription.unsubscribe()
    await subscription.waitForFirstSync(lost.signal)
    hasSynced.value = true
  }

  onMounted(() => {
    if (powersync.value && account.value) fetch(powersync.value).catch((error: unknown) => gone || console.error('The archived list could not be asked for', error))
  })
  onScopeDispose(() => {
    gone = true
    lost.abort()
    subscription?.unsubscribe()
  })

  return {
    state: computed(() => {
      // A guest's lists are nowhere else.
      if (hasSynced.value || !account.value) return 'here'
      return ['offline', 'attention', 'signed-out'].includes(phase.value) ? 'away' : 'loading'
    }),
  }
}
