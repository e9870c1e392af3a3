import type { CommonPowerSyncDatabase } from '@powersync/common'

type Notify = () => void

/** What of @powersync/shared-internals is needed here, and kept private there. */
interface SyncingDatabase extends CommonPowerSyncDatabase {
  connectionManager: {
    registerListener: (listener: { syncStreamCreated: (sync: SyncStream) => void }) => void
  }
}

interface SyncStream {
  /** Applies a checkpoint that had to wait for uploads. Set while this tab has the connection. */
  notifyCompletedUploads?: Notify
}

/**
 * Without a shared worker one tab has the connection, and any may upload. The SDK tells only the tab that uploaded that all is sent and under which
 * checkpoint; one that came to the connected tab before that number was known would wait there for the next, which may be a long time coming. Tells
 * the connected tab.
 */
export function tellUploadsToTabs(database: CommonPowerSyncDatabase): void {
  const channel = new BroadcastChannel(`driftless:uploads:${database.database.name}`)
  const tell = () => channel.postMessage('completed')
  let connected: SyncStream = {}

  channel.addEventListener('message', () => {
    const { notifyCompletedUploads } = connected
    if (notifyCompletedUploads !== tell) notifyCompletedUploads?.()
  })
  ;(database as SyncingDatabase).connectionManager.registerListener({
    syncStreamCreated(sync) {
      let own: Notify | undefined
      Object.defineProperty(sync, 'notifyCompletedUploads', { get: () => own ?? tell, set: (next: Notify | undefined) => { own = next } })
      connected = sync
    },
  })
  database.registerListener({ closed: () => channel.close() })
}
