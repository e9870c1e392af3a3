import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'

/** How often it is looked whether the connection is there, in milliseconds. */
const every = 5_000
/** How long it may be away although the server is well: a few tries of the SDK. Milliseconds. */
const patience = 25_000

export interface ConnectingWatchOptions {
  /** Whether there should be a connection: somebody is signed in. */
  readonly isWanted: () => boolean
  readonly reconnect: () => void
  /** Shows the same database in a new worker, in every tab. */
  readonly replaceWorker: () => void
  /** Whether the server and its sync service answer. */
  readonly isServerWell?: () => Promise<boolean>
}

/**
 * Notices a connection that does not come although the server is well. The SDK waits without end for the answer to a request that went out over
 * a connection that died without a word, and whoever asks it to connect again waits with it. First a new connection is asked for; if that
 * brings nothing, the worker in which it hangs is given up, once.
 */
export function watchConnecting(shown: Readonly<Ref<CommonPowerSyncDatabase>>, options: ConnectingWatchOptions): void {
  const { isWanted, reconnect, replaceWorker, isServerWell = askServer } = options
  let [away, tries] = [0, 0]
  let last = shown.value

  const isThere = () => shown.value.connected || !isWanted() || navigator.onLine === false

  async function look() {
    // A new worker, whichever tab asked for it, has its time from now.
    away = isThere() || shown.value !== last ? 0 : away + every
    last = shown.value
    if (shown.value.connected) tries = 0
    if (away < patience) return
    away = 0
    if (!await isServerWell() || isThere()) return
    tries++
    if (tries === 2) replaceWorker()
    else reconnect()
  }

  // Not all tabs in the same moment: what the first one does helps the others.
  setInterval(() => void setTimeout(() => void look(), Math.random() * every * 0.8), every)
}

async function askServer(): Promise<boolean> {
  return await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).then(({ ok }) => ok, () => false)
}
