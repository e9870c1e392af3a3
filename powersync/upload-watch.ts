import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { UploadState } from './queries/upload-state.ts'
import { readUploadState } from './queries/upload-state.ts'
import { repeatLook } from './repeated-look.ts'

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

export interface UploadWatch {
  /** Resolves when the state that was told is no older than this call. */
  reread: () => Promise<void>
  stop: () => void
}

/** Milliseconds after a change of the queue: the page's own rows come first, and "Synced" must not be said much longer than it is true. */
const delay = 20

/** Follows the upload queue of a database until it is stopped. The first state comes as soon as the database answers. */
export function watchUploads(database: CommonPowerSyncDatabase, onState: (state: WatchedUploads) => void, onError: (error: unknown) => void): UploadWatch {
  let last = noUploads
  let stopped = false

  async function look() {
    const state = await readUploadState(database, last.tail ?? 0)
    if (stopped) return
    last = { ...state, ...sentAfter(last, state) }
    onState(last)
  }

  const looks = repeatLook(() => look().catch((error: unknown) => {
    if (!stopped) onError(error)
  }), delay)

  // Nothing is confirmed in the middle of a download, of which every line is told: looking at each would have everybody else wait for the database.
  function refreshUnless(downloading: boolean) {
    if (!downloading) looks.refresh()
  }

  const stopQueue = database.onChangeWithCallback({ onChange: looks.refresh }, { tables: ['ps_crud'], throttleMs: delay })
  const stopCheckpoints = database.onChangeWithCallback(
    { onChange: () => refreshUnless(database.currentStatus.downloadProgress !== null) },
    { tables: ['ps_kv'], throttleMs: 50 },
  )
  // A checkpoint that changes nothing else still confirms what was sent. Not at once: that an upload begins is told before the page's own rows are asked for.
  const stopStatus = database.registerListener({
    statusChanged: status => setTimeout(() => refreshUnless(status.downloadProgress !== null), delay),
  })
  looks.refresh()

  return {
    reread: looks.reread,
    stop() {
      stopped = true
      for (const stop of [stopQueue, stopCheckpoints, stopStatus]) stop()
      looks.end()
    },
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
