import type { TokenVerifier } from '../protocol/token-verifier.ts'
import type { Deployments } from '../replication/deployments.ts'
import type { SourcePosition } from '../replication/source-position.ts'
import type { WriteCheckpoints } from '../storage/write-checkpoints.ts'
import type { Routes } from './server.ts'
import { ServiceError } from '../protocol/service-error.ts'
import { limitConcurrency } from './concurrency.ts'
import { sendData } from './exchange.ts'
import { servedDeployment } from './served-deployment.ts'
import { writeKeyOf } from './write-key.ts'

const LARGEST_ID = 2n ** 63n - 1n

export interface WriteCheckpointOptions {
  deployments: Deployments
  tokens: TokenVerifier
  position: SourcePosition
  writeCheckpoints: WriteCheckpoints
}

/** Both ways to ask for a number that comes back in a checkpoint which contains everything written before. */
export function writeCheckpointRoutes({ deployments, tokens, position, writeCheckpoints }: WriteCheckpointOptions): Routes {
  const store = async (make: (lsn: string, replicated: string) => bigint): Promise<string> => {
    const { store: { feed } } = await servedDeployment(deployments)
    const lsn = await position.current()
    const id = make(lsn, feed.lsn)
    // Replication may already have passed the position.
    feed.writeKeysReached(writeCheckpoints.advance(feed.lsn))
    return id.toString()
  }
  return {
    'GET /write-checkpoint2.json': limitConcurrency(100, 100, async ({ request, response, parameters: { client_id } }) => {
      const clientId = client_id === undefined ? undefined : String(client_id)
      const { userId } = await tokens.verify(request.headers.authorization)
      const id = await store((lsn, replicated) => writeCheckpoints.create(writeKeyOf(userId, clientId), lsn, replicated))
      sendData(response, { write_checkpoint: id })
    }),
    'POST /sync/checkpoint-request': limitConcurrency(100, 100, async ({ request, response, parameters }) => {
      const { clientId, id } = parseCheckpointRequest(parameters)
      const { userId } = await tokens.verify(request.headers.authorization)
      const stored = await store((lsn, replicated) => writeCheckpoints.request(writeKeyOf(userId, clientId), id, lsn, replicated))
      sendData(response, { checkpoint_request_id: stored })
    }),
  }
}

function parseCheckpointRequest({ client_id, checkpoint_request_id }: Record<string, unknown>): { clientId: string, id: bigint } {
  const invalid = (details: string) => new ServiceError(400, 'PSYNC_S2001', 'The request is not valid', details)
  if (typeof client_id !== 'string') throw invalid('client_id should be a string')
  const whole = typeof checkpoint_request_id === 'string'
    ? /^\d{1,19}$/.test(checkpoint_request_id)
    : Number.isSafeInteger(checkpoint_request_id)
  const id = whole ? BigInt(String(checkpoint_request_id)) : 0n
  if (id < 1n || id > LARGEST_ID) throw invalid('checkpoint_request_id should be a whole number from 1 to 2^63-1')
  return { clientId: client_id, id }
}
