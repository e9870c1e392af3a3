import type { Log } from './config/log.ts'
import type { ServiceConfig } from './config/service-config.ts'
import { limitConcurrency } from './http/concurrency.ts'
import { probeRoutes } from './http/probes.ts'
import { listen } from './http/server.ts'
import { syncStream } from './http/sync-stream.ts'
import { writeCheckpointRoutes } from './http/write-checkpoint-routes.ts'
import { KeySource } from './protocol/key-source.ts'
import { TokenVerifier } from './protocol/token-verifier.ts'
import { Deployments } from './replication/deployments.ts'
import { SourcePosition } from './replication/source-position.ts'
import { Manifest } from './storage/manifest.ts'
import { WriteCheckpoints } from './storage/write-checkpoints.ts'

export interface SyncService {
  port: number
  deployments: Deployments
  /** Cuts streams, stops replication at a commit and closes all files. */
  stop(): Promise<void>
}

/** Starts a whole service; several can run in one process. Throws ConfigError or SyncConfigError before anything is started. */
export async function startService(config: ServiceConfig, log: Log): Promise<SyncService> {
  const stopping = new AbortController()
  const { signal } = stopping
  const manifest = new Manifest(config.dataDirectory)
  const writeCheckpoints = new WriteCheckpoints(manifest.writeCheckpointFile)
  const deployments = new Deployments({ source: config.source, manifest, dataDirectory: config.dataDirectory, log, signal })
  const position = new SourcePosition(config.source, signal)
  const tokens = new TokenVerifier(config.auth, new KeySource(config.auth, log))
  let unwatch = () => {}
  deployments.onSwitch(() => {
    unwatch()
    const feed = deployments.active?.store.feed
    unwatch = feed?.onReplicated(lsn => feed.writeKeysReached(writeCheckpoints.advance(lsn))) ?? (() => {})
  })
  const http = await listen({
    ...probeRoutes(deployments),
    ...writeCheckpointRoutes({ deployments, tokens, position, writeCheckpoints }),
    'POST /sync/stream': limitConcurrency(config.limits.concurrentStreams, 0, syncStream({ config, deployments, tokens, writeCheckpoints, log, signal })),
  }, config.host, config.port, log)
  deployments.start(config.syncConfig.content)
  return {
    port: http.port,
    deployments,
    stop: async () => {
      stopping.abort()
      await http.close()
      position.close()
      await deployments.stop()
      writeCheckpoints.close()
    },
  }
}
