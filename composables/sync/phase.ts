import type { SyncStatus } from '@powersync/common'

export type SyncPhase =
  | 'starting'
  | 'first-sync'
  | 'offline'
  | 'connecting'
  | 'saving'
  | 'sending'
  | 'saved-here'
  | 'synced'
  | 'attention'
  | 'signed-out'

export interface SyncFacts {
  /** Null until the local database is open, and on the server. */
  status: SyncStatus | null
  hasAccount: boolean
  /** Something is on the screen that the local database does not have yet. */
  isSaving: boolean
  /** The server no longer knows this browser's session. */
  isExpired: boolean
  isOnline: boolean
  /** The queue has not moved for a while although the connection is there. */
  isStuck: boolean
  /** The queue is empty and the checkpoint after the last upload has been applied. */
  isConfirmed: boolean
  /** Edits that wait for the person's decision. */
  problems: number
}

/** The one state that matters most to the person, of all that are true at once. */
export function phaseOf(facts: SyncFacts): SyncPhase {
  const { status } = facts
  if (!status) return 'starting'
  if (facts.isSaving && !facts.isStuck) return 'saving'
  if (!facts.hasAccount) return 'saved-here'
  if (facts.isExpired) return 'signed-out'
  if (!facts.isOnline) return 'offline'
  if (facts.isStuck) return 'attention'
  if (!status.connected && status.downloadError) return 'offline'
  if (status.hasSynced === false) return 'first-sync'
  if (!status.connected) return 'connecting'
  if (!facts.isConfirmed) return 'sending'
  return facts.problems > 0 ? 'attention' : 'synced'
}
