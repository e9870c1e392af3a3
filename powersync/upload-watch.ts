import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { UploadState } from './queries/upload-state.ts'
import { readUploadState } from './queries/upload-state.ts'

/** The upload state, with what has left the queue and is not confirmed yet. After a reload only that there is something. */
export interface WatchedUploads extends UploadState {
  /** Rows uploaded and not confirmed by a checkpoint. */
  sentRows: ReadonlySet<string>
  /** Transactions uploaded and not confirmed by a checkpoint. */
  sent: number
}

export const noUploads: WatchedUploads = {
  queued: 0, added: 0, head: null, tail: null, rows: new Set(), isConfirmed: true, sentRows: new Set(), sent: 0,
}

/**
 * Follows the upload queue of a database until the returned function is called.
 * The first state comes as soon as the database answers.
 */
export function watchUploads(database: CommonPowerSyncDatabase, onState: (state: WatchedUploads) => void, onError: (error: unknown) => void): () => void {
  let last = noUploads
  let stopped = false
  let reading = false
  let again = false

  async function read() {
    if (reading) {
      again = true
      return
    }
    reading = true
    do {
      again = false
      const state = await readUploadState(database, last.tail ?? 0)
      if (stopped) return
      last = { ...state, ...sentAfter(last, state) }
      onState(last)
    } while (again)
    reading = false
  }

  function refresh() {
    read().catch((error: unknown) => {
      reading = false
      if (!stopped) onError(error)
    })
  }

  const stopTables = database.onChangeWithCallback({ onChange: refresh }, { tables: ['ps_crud', 'ps_kv'], throttleMs: 50 })
  // A checkpoint that changes nothing else still confirms what was sent.
  const stopStatus = database.registerListener({ statusChanged: refresh })
  refresh()

  return () => {
    stopped = true
    stopTables()
    stopStatus()
  }
}

function sentAfter(last: WatchedUploads, now: UploadState): Pick<WatchedUploads, 'sent' | 'sentRows'> {
  if (now.isConfirmed) return { sent: 0, sentRows: noUploads.sentRows }
  const left = last.queued - (now.queued - now.added)
  return {
    sent: last.sent + left,
    sentRows: new Set([...last.rows, ...last.sentRows].filter(row => !now.rows.has(row))),
  }
}
