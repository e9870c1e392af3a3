import type { CommonPowerSyncDatabase } from '@powersync/common'

/** Milliseconds that a person waits for a file; what did not come by then is said to be missing. */
const patience = 10_000

export interface ArchivedTodos {
  /** Lists whose todos did not come. */
  missing: ReadonlySet<string>
  /** Lets go of them; they leave the device again a minute later. */
  release: () => void
}

/** Fetches the todos of archived lists, which are on a device only on demand. Without a connection those that are not here stay away. */
export async function loadArchivedTodos(database: CommonPowerSyncDatabase, lists: readonly string[]): Promise<ArchivedTodos> {
  const subscriptions = await Promise.all(lists.map(id => database.syncStream('archived_list', { list_id: id }).subscribe({ ttl: 60 })))
  const lost = new AbortController()
  const giveUp = () => lost.abort()
  const stop = database.registerListener({ statusChanged: status => void (status.downloadError && giveUp()) })
  addEventListener('offline', giveUp)
  if (!navigator.onLine || !(database.connected || database.connecting)) giveUp()
  await Promise.allSettled(subscriptions.map(subscription => subscription.waitForFirstSync(AbortSignal.any([lost.signal, AbortSignal.timeout(patience)]))))
  removeEventListener('offline', giveUp)
  stop()
  const isHere = (index: number) => {
    const subscription = subscriptions[index]
    return subscription !== undefined && database.currentStatus.forStream(subscription)?.subscription.hasSynced === true
  }
  return {
    missing: new Set(lists.filter((_, index) => !isHere(index))),
    release: () => subscriptions.forEach(subscription => subscription.unsubscribe()),
  }
}
