import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { watch } from 'vue'
import { beginWorkerGeneration, onWorkerGeneration, workerAnswers } from './worker-generation'

/** How long a database may take to open before its worker is asked whether it lives, in milliseconds. */
const openPatience = 6_000
/** The same in a new worker, where the last one's locks may be in the way. */
const lockPatience = 4_000
/** How long a worker may take to answer; a large checkpoint keeps it busy for a few seconds. */
const answerPatience = 5_000
/** How often a worker is asked. */
const every = 2_000
/** Set when this page was loaded anew for want of a database, so that it does not do so for ever. */
const reloadedKey = 'driftless:reloaded-for-worker'

/**
 * Looks after the shared worker that holds every tab's database. One that died takes all of them with it without a word, and one that hangs
 * outlives a reload. Then every tab opens its database in a new one; a tab whose database does not open even so is loaded anew, since
 * a worker that hangs keeps its locks until the last page that made it is gone.
 *
 * @param reopen shows the same database in a new worker
 * @returns gives up the present worker, in every tab
 */
export function watchWorker(shown: Readonly<Ref<CommonPowerSyncDatabase>>, reopen: () => void): () => void {
  let missed = 0
  let hasBegunAnew = false

  function beginAnew() {
    hasBegunAnew = true
    missed = 0
    reopen()
  }

  async function ask() {
    // A page that was asleep asks once more before it judges.
    missed = await workerAnswers(shown.value.database.name, answerPatience) ? 0 : missed + 1
    if (missed >= 2) replace()
  }

  function replace() {
    beginWorkerGeneration(shown.value.database.name)
    beginAnew()
  }

  async function doubt(database: CommonPowerSyncDatabase) {
    if (database.ready) return
    if (hasBegunAnew) return reloadOnce()
    if (await workerAnswers(database.database.name, answerPatience) || database.ready || shown.value !== database) return
    replace()
  }

  function reloadOnce() {
    if (sessionStorage.getItem(reloadedKey) !== null) return
    sessionStorage.setItem(reloadedKey, '1')
    location.reload()
  }

  onWorkerGeneration(beginAnew)
  watch(shown, (database, _before, onCleanup) => {
    const timer = setTimeout(() => void doubt(database), hasBegunAnew ? lockPatience : openPatience)
    onCleanup(() => clearTimeout(timer))
    database.waitForReady().then(() => sessionStorage.removeItem(reloadedKey)).catch(report)
  }, { immediate: true })
  void (async () => {
    for (;;) {
      await new Promise(resolve => setTimeout(resolve, every))
      await ask()
    }
  })()
  return replace
}

function report(error: unknown): void {
  console.error('The database did not open', error)
}
