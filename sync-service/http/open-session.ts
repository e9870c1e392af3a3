import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { ServiceConfig } from '../config/service-config.ts'
import type { StreamRequest } from '../protocol/stream-request.ts'
import type { LineSink } from '../protocol/sync-session.ts'
import type { Identity, TokenVerifier } from '../protocol/token-verifier.ts'
import type { Deployments } from '../replication/deployments.ts'
import type { WriteCheckpoints } from '../storage/write-checkpoints.ts'
import type { ConnectedClients } from './connected-clients.ts'
import { SyncSession } from '../protocol/sync-session.ts'
import { watchToken } from '../protocol/token-clock.ts'
import { isDamage } from '../storage/bucket-database.ts'
import { servedDeployment } from './served-deployment.ts'
import { writeKeyOf } from './write-key.ts'

export interface SyncStreamOptions {
  config: ServiceConfig
  deployments: Deployments
  tokens: TokenVerifier
  writeCheckpoints: WriteCheckpoints
  clients: ConnectedClients
  metrics: Metrics
  log: Log
  signal: AbortSignal
}

export interface SessionRequest {
  asked: StreamRequest
  identity: Identity
  sink: LineSink
  /** Whether lines are needed to keep the connection alive: WebSockets have frames for that. */
  keepalives: boolean
  userAgent: string | undefined
  /** Aborted when the client is gone. */
  gone: AbortSignal
}

/** Runs a session over any transport until the client goes, its token ends, another deployment is served or the service stops. */
export async function runSession(options: SyncStreamOptions, { asked, identity, sink, keepalives, userAgent, gone }: SessionRequest): Promise<void> {
  const { config, deployments, writeCheckpoints, clients, metrics, log, signal: stopping } = options
  const { store, config: syncConfig, signal: retired } = await servedDeployment(deployments)
  const querier = syncConfig.querier({
    token: identity.payload,
    connectionParameters: asked.parameters,
    includeDefaults: asked.includeDefaults,
    subscriptions: asked.subscriptions,
  })
  const session = new SyncSession({
    store, querier, writeCheckpoints, sink,
    positions: asked.positions,
    limits: config.limits,
    writeKey: writeKeyOf(identity.userId, asked.clientId),
  })
  const started = Date.now()
  const fields = { user_id: identity.userId, client_id: asked.clientId, user_agent: userAgent, ...asked.appMetadata }
  const disconnected = clients.connected({
    userId: identity.userId,
    clientId: asked.clientId,
    userAgent,
    transport: keepalives ? 'http' : 'websocket',
    since: started,
    expiresAt: identity.expiresAt,
    session,
    sink,
  })
  metrics.concurrentConnections++
  log.debug('Sync stream started', fields)
  const expired = new AbortController()
  const stopClock = watchToken({
    expiresAt: identity.expiresAt,
    keepalives,
    tell: seconds => void sink.send([{ token_expires_in: seconds }]).catch(() => undefined),
    expire: () => expired.abort(),
  })
  try {
    if (!expired.signal.aborted) await session.run(AbortSignal.any([gone, retired, stopping, expired.signal]))
  }
  catch (error) {
    if (isDamage(error)) deployments.reprocess()
    throw error
  }
  finally {
    stopClock()
    disconnected()
    metrics.concurrentConnections--
    log.info('Sync stream complete', { ...fields, stream_ms: Date.now() - started })
  }
}
