import type { Log } from '../config/log.ts'
import type { BucketStore } from './bucket-store.ts'
import { Compactor } from './compactor.ts'

const EVERY_MS = 1000
// Of each second; the rest belongs to replication and streams.
const SHARE_MS = 50

/** Compacts a store a little every second, for as long as there is something to do. Returns the function that stops it. */
export function compactInBackground(store: BucketStore, log: Log): () => void {
  const compactor = new Compactor(store)
  const timer = setInterval(() => {
    const end = performance.now() + SHARE_MS
    try {
      while (performance.now() < end && compactor.step()) continue
    }
    catch (error) {
      log.error(`Compaction is given up: ${error instanceof Error ? error.message : String(error)}`)
      clearInterval(timer)
    }
  }, EVERY_MS)
  return () => clearInterval(timer)
}
