import type { SyncStatus } from '@powersync/common'
import type { Tone } from './InspectorEvent'

export interface StatusChange {
  text: string
  tone: Tone
}

/** What changed from one state of sync to the next, a line each. */
export function statusChange(last: SyncStatus, next: SyncStatus): StatusChange[] {
  const changes: (StatusChange | false)[] = [
    !last.connecting && next.connecting && !next.connected && { text: 'Connecting', tone: 'plain' },
    !last.connected && next.connected && { text: 'Connected', tone: 'good' },
    last.connected && !next.connected && { text: 'Disconnected', tone: 'warn' },
    !last.downloading && next.downloading && { text: downloadText(next), tone: 'plain' },
    !last.uploading && next.uploading && { text: 'Uploading', tone: 'plain' },
    ...prioritiesSynced(last, next),
    time(last.lastSyncedAt) !== time(next.lastSyncedAt) && next.lastSyncedAt !== undefined && { text: 'Whole checkpoint applied', tone: 'good' },
    message(last.downloadError) !== message(next.downloadError) && errorChange('Download', next.downloadError),
    message(last.uploadError) !== message(next.uploadError) && errorChange('Upload', next.uploadError),
  ]
  return changes.filter(change => change !== false)
}

function downloadText({ downloadProgress }: SyncStatus): string {
  const missing = downloadProgress ? downloadProgress.totalOperations - downloadProgress.downloadedOperations : 0
  return missing > 0 ? `Downloading ${missing} ${missing === 1 ? 'operation' : 'operations'}` : 'Downloading'
}

/** The last priority comes with the whole checkpoint, which is said anyway. */
function prioritiesSynced(last: SyncStatus, next: SyncStatus): StatusChange[] {
  if (time(last.lastSyncedAt) !== time(next.lastSyncedAt)) return []
  const before = new Map(last.priorityStatusEntries?.map(entry => [entry.priority, time(entry.lastSyncedAt)]))
  return (next.priorityStatusEntries ?? [])
    .filter(entry => entry.hasSynced && before.get(entry.priority) !== time(entry.lastSyncedAt))
    .map(entry => ({ text: `Priority ${entry.priority} applied`, tone: 'good' }))
}

function errorChange(what: string, error: Error | undefined): StatusChange {
  return error ? { text: `${what} error: ${error.message}`, tone: 'danger' } : { text: `${what} error is over`, tone: 'good' }
}

function time(date: Date | undefined): number | undefined {
  return date?.getTime()
}

function message(error: Error | undefined): string | undefined {
  return error?.message
}
