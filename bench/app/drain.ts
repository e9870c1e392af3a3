import type { PowerSyncBackendConnector } from '@powersync/common'
import type { Environment } from './environment.ts'
import type { Results } from './results.ts'
import { PowerSyncConnector } from '../../powersync/PowerSyncConnector.ts'
import { readUploadState } from '../../powersync/queries/upload-state.ts'
import { openLocalDatabase } from '../../tests/support/local-database.ts'
import { OpByOpConnector } from './op-by-op-connector.ts'
import { queueEdits } from './queue.ts'

/** How long a device that comes back online needs until all it wrote is on the server, and until the server's checkpoint with it is applied here. */
export async function measureDrain(environment: Environment, results: Results, { edits, runs }: { edits: number, runs: number }): Promise<void> {
  const ours: Drained[] = []
  for (let run = 0; run < runs; run++) ours.push(await drain(environment, edits, (baseUrl, request) => new PowerSyncConnector({ baseUrl, request })))
  const amount = edits.toLocaleString('en')
  results.add(`drain of ${amount} queued edits, uploaded`, 's', 'less', ours.map(drained => drained.uploaded))
  results.add(`drain of ${amount} queued edits, confirmed by sync`, 's', 'less', ours.map(drained => drained.confirmed))
  results.add('drain, edits uploaded', '1/s', 'more', ours.map(drained => edits / drained.uploaded))
  // A tenth is enough to know its rate: all of them take minutes.
  const beside = await drain(environment, edits / 10, (baseUrl, request) => new OpByOpConnector(baseUrl, request))
  results.add('drain by an op-by-op connector, edits uploaded', '1/s', 'more', [edits / 10 / beside.uploaded])
}

/** Seconds since the device came online. */
interface Drained { readonly uploaded: number, readonly confirmed: number }

type Connect = (baseUrl: string, request: RequestInit) => PowerSyncBackendConnector

async function drain(environment: Environment, edits: number, connector: Connect): Promise<Drained> {
  const person = await environment.person()
  const { database, remove } = await openLocalDatabase()
  try {
    await queueEdits(database, person.id, edits)
    const started = performance.now()
    const elapsed = () => (performance.now() - started) / 1000
    void database.connect(connector(environment.origin, { headers: { cookie: person.cookie } }), { crudUploadThrottleMs: 100 })
    let uploaded = 0
    for (;;) {
      const { queued, isConfirmed } = await readUploadState(database, 0)
      if (queued === 0 && uploaded === 0) uploaded = elapsed()
      if (isConfirmed) return { uploaded, confirmed: elapsed() }
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  finally {
    await remove()
  }
}
