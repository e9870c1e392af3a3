import type { Encoders } from './encoders.ts'
import type { SyncStreamOptions } from './open-session.ts'
import type { SourcePosition } from '../replication/source-position.ts'
import type { Routes } from './server.ts'
import { adminRoutes } from './admin-routes.ts'
import { limitConcurrency } from './concurrency.ts'
import { inspectRoutes } from './inspect-routes.ts'
import { probeRoutes } from './probes.ts'
import { syncStream } from './sync-stream.ts'
import { writeCheckpointRoutes } from './write-checkpoint-routes.ts'

/** Everything that the service answers over HTTP. */
export function createRoutes(parts: SyncStreamOptions & { position: SourcePosition }, encoders: Encoders): Routes {
  const { config, deployments, tokens, position, writeCheckpoints, clients } = parts
  return {
    ...probeRoutes(deployments),
    ...adminRoutes({ config, deployments }),
    ...inspectRoutes({ config, deployments, clients }),
    ...writeCheckpointRoutes({ deployments, tokens, position, writeCheckpoints }),
    'POST /sync/stream': limitConcurrency(config.limits.concurrentStreams, 0, syncStream(parts, encoders)),
  }
}
