import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { watch } from 'vue'
import { useDiagnosticsLogger } from '~/composables/sync/diagnostics-logger'
import { openChannel } from './channel'
import { measuredQueries } from './measured-queries'
import { onRecorded, record, recorded, thisTab } from './recorder'
import { simulatedNetwork } from './simulated-network'
import { statusChange } from './status-change'

/**
 * Makes this tab tell the Inspector, in whatever tab that is open, what happens here: the SDK's log, the state of sync, uploads, tokens,
 * watched queries. Only builds with an Inspector call it.
 */
export function startAgent(shown: Ref<CommonPowerSyncDatabase>): void {
  const openedAt = Date.now()
  const logger = useDiagnosticsLogger()
  for (const { level, message, error, at } of logger.records) record({ kind: 'log', level, message, error: errorText(error) }, at.getTime())
  logger.onRecord(({ level, message, error }) => record({ kind: 'log', level, message, error: errorText(error) }))

  watch(shown, (database, _before, onCleanup) => {
    let last = database.currentStatus
    onCleanup(database.registerListener({
      statusChanged(next) {
        for (const change of statusChange(last, next)) record({ kind: 'status', ...change })
        last = next
      },
    }))
  }, { immediate: true })

  const channel = openChannel((message) => {
    if (message.kind === 'who') sayHere()
  })
  onRecorded(event => channel.post({ kind: 'event', event }))
  window.addEventListener('pagehide', () => channel.post({ kind: 'gone', tab: thisTab() }))
  window.addEventListener('pageshow', ({ persisted }) => persisted && sayHere())
  sayHere()

  function sayHere() {
    const tab = { id: thisTab(), path: location.pathname, openedAt, isInspector: location.pathname === '/__powersync-inspector' }
    channel.post({ kind: 'here', tab, events: recorded(), queries: measuredQueries() })
  }

  if (simulatedNetwork() !== 'normal') {
    console.warn(`The Inspector simulates a network that is ${simulatedNetwork()}. It is set back at /__powersync-inspector?tab=sync`)
  }
}

function errorText(error: unknown): string | null {
  if (error === undefined || error === null) return null
  return error instanceof Error ? error.stack ?? String(error) : typeof error === 'string' ? error : JSON.stringify(error)
}
