import type { Log } from './config/log.ts'
import type { ServiceConfig } from './config/service-config.ts'
import { Metrics } from './config/metrics.ts'
import { warnAboutAuth } from './config/warn-about-auth.ts'
import { ConnectedClients } from './http/connected-clients.ts'
import { createEncoders } from './http/encoders.ts'
import { serveMetrics } from './http/metrics-server.ts'
import { createRoutes } from './http/routes.ts'
import { listen } from './http/server.ts'
import { acceptWebSockets } from './http/websocket.ts'
import { KeySource } from './protocol/key-source.ts'
import { TokenVerifier } from './protocol/token-verifier.ts'
import { Deployments } from './replication/deployments.ts'
import { SourcePosition } from './replication/source-position.ts'
import { watchSyncConfig } from './replication/watch-sync-config.ts'
import { Manifest } from './storage/manifest.ts'
import { WriteCheckpoints } from './storage/write-checkpoints.ts'

const EXPIRE_MS = 10 * 60_000

export interface SyncService {
  port: number
  deployments: Deployments
  /** Cuts streams, stops replication at a commit and closes all files. */
  stop(): Promise<void>
}

/**
 * Starts a whole service; several can run in one process. Throws DirectoryInUseError, or SyncConfigError when the sync config is broken and
 * there is no earlier one to serve.
 */
export async function startService(config: ServiceConfig, log: Log): Promise<SyncService> {
  warnAboutAuth(config.auth, log)
  const stopping = new AbortController()
  const metrics = new Metrics()
  const { signal } = stopping
  const manifest = new Manifest(config.dataDirectory)
  const writeCheckpoints = new WriteCheckpoints(manifest.writeCheckpointFile)
  const deployments = new Deployments({ source: config.source, manifest, dataDirectory: config.dataDirectory, metrics, log, signal })
  const position = new SourcePosition(config.source, signal)
  const tokens = new TokenVerifier(config.auth, new KeySource(config.auth, log))
  writeCheckpoints.follow(listener => deployments.onReplicated(listener))
  const expiring = setInterval(() => writeCheckpoints.expire(), EXPIRE_MS)
  const close = async () => {
    clearInterval(expiring)
    stopping.abort()
    position.close()
    await deployments.stop()
    writeCheckpoints.close()
  }
  try {
    deployments.start(config.syncConfig.content)
    if (config.syncConfig.path !== undefined) watchSyncConfig(config.syncConfig.path, deployments, log, signal)
    const parts = { config, deployments, tokens, position, writeCheckpoints, clients: new ConnectedClients(), metrics, log, signal }
    const encoders = createEncoders()
    const http = await listen(createRoutes(parts, encoders), config.host, config.port, log)
    acceptWebSockets(http.server, parts, encoders)
    const metricsServer = config.prometheusPort === undefined ? undefined : await serveMetrics(metrics, deployments, config.host, config.prometheusPort, log)
    let stopped: Promise<void> | undefined
    const stop = async () => {
      stopping.abort()
      await Promise.all([http.close(), metricsServer?.close()])
      await close()
    }
    return { port: http.port, deployments, stop: () => stopped ??= stop() }
  }
  catch (error) {
    await close()
    throw error
  }
}
