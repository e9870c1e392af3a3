import type { CommonPowerSyncDatabase, PowerSyncBackendConnector, PowerSyncCredentials } from '@powersync/common'
import type { ConnectorOptions, UploadAttempt } from '~/powersync/PowerSyncConnector'
import type { UploadOutcome } from './InspectorEvent'
import { PowerSyncConnector } from '~/powersync/PowerSyncConnector'
import { readTokenClaims } from '~/powersync/inspect/token-claims'
import { record } from './recorder'
import { simulatedNetwork, slowEndpoint, slowness } from './simulated-network'

export class SimulatedOfflineError extends Error {
  override readonly name = 'SimulatedOfflineError'
  readonly code = 'simulated_offline'

  constructor() {
    super('Failed to fetch: the Inspector simulates being offline')
  }
}

/** The app's connector, watched by the Inspector, on the network that the Inspector simulates. */
export function inspectedConnector(options: ConnectorOptions): PowerSyncBackendConnector {
  const connector = new PowerSyncConnector({ ...options, onUpload: noteUpload })
  return {
    async fetchCredentials() {
      const credentials = await told(async () => {
        if (simulatedNetwork() === 'offline') throw new SimulatedOfflineError()
        return await connector.fetchCredentials()
      })
      if (!credentials) return null
      const used = onSimulatedNetwork(credentials)
      record({ kind: 'credentials', endpoint: used.endpoint, token: readTokenClaims(used.token) })
      return used
    },
    async uploadData(database: CommonPowerSyncDatabase) {
      const network = simulatedNetwork()
      if (network === 'offline') throw new SimulatedOfflineError()
      if (network !== 'normal') await new Promise(resolve => setTimeout(resolve, slowness[network].delay))
      await connector.uploadData(database)
    },
  }
}

/** Tells why there are no credentials: without them the SDK stays away without an error of its own. */
async function told(fetching: () => Promise<PowerSyncCredentials | null>): Promise<PowerSyncCredentials | null> {
  try {
    const credentials = await fetching()
    if (!credentials) record({ kind: 'no-credentials', reason: 'the server knows no session of this account (signed out, or expired)' })
    return credentials
  }
  catch (error) {
    record({ kind: 'no-credentials', reason: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

function onSimulatedNetwork(credentials: PowerSyncCredentials): PowerSyncCredentials {
  const network = simulatedNetwork()
  if (network === 'normal' || network === 'offline') return credentials
  return { ...credentials, endpoint: slowEndpoint(credentials.endpoint, network, location.origin) ?? credentials.endpoint }
}

function noteUpload({ transactions, milliseconds, result }: UploadAttempt): void {
  record({
    kind: 'upload',
    transactions: transactions.map(transaction => transaction.id),
    operations: transactions.reduce((sum, transaction) => sum + transaction.ops.length, 0),
    milliseconds,
    outcome: outcomeOf(result),
  })
}

function outcomeOf(result: UploadAttempt['result']): UploadOutcome {
  if ('error' in result) return { kind: 'failed', message: String(result.error) }
  if (result.answer.kind === 'malformed') return { kind: 'failed', message: `The server could not read it: ${result.answer.message}` }
  const { results } = result.answer
  return {
    kind: 'answered',
    applied: results.filter(({ status }) => status === 'applied').length,
    refused: results.filter(({ status }) => status === 'refused').map(({ id, problems }) => ({ transaction: id, codes: problems.map(problem => problem.code) })),
  }
}
