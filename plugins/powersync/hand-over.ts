import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { watch } from 'vue'

/** What the SDK's shared worker says when the tab is closed whose connection to the database, or to the server, it was using. */
const closedTab = /Remote peer closed|closed remote|Tab closed while handling/

/** Milliseconds in which one tab's new connection is enough. */
const rest = 2_000

/** A tab that is closed in the middle of something leaves the shared worker with an error, and the SDK waits five seconds. The next tab goes on at once. */
export function takeOverFromClosedTab(shown: Readonly<Ref<CommonPowerSyncDatabase>>, reconnect: () => void): void {
  async function takeOver() {
    await navigator.locks.request('driftless:take-over', { ifAvailable: true }, async (lock) => {
      if (!lock) return
      reconnect()
      await new Promise(resolve => setTimeout(resolve, rest))
    })
  }

  watch(shown, (database, _before, onCleanup) => {
    onCleanup(database.registerListener({
      statusChanged({ downloadError, uploadError }) {
        if (closedTab.test(`${downloadError?.message} ${uploadError?.message}`)) takeOver().catch(report)
      },
    }))
  }, { immediate: true })
}

function report(error: unknown): void {
  console.error('The connection could not be taken over', error)
}
