import type { Log } from '../config/log.ts'
import type { ServiceConfig } from '../config/service-config.ts'
import type { TokenVerifier } from '../protocol/token-verifier.ts'
import type { Deployments } from '../replication/deployments.ts'
import type { WriteCheckpoints } from '../storage/write-checkpoints.ts'
import type { Handler } from './exchange.ts'
import { BsonLines } from '../protocol/bson-lines.ts'
import { CompressedPieces, GzipEncoding, ZstdEncoding, identityEncoding } from '../protocol/compression.ts'
import { LineEncoder } from '../protocol/line-encoder.ts'
import { NdjsonLines } from '../protocol/ndjson-lines.ts'
import { negotiateEncoding, negotiateFormat } from '../protocol/negotiation.ts'
import { parseStreamRequest } from '../protocol/stream-request.ts'
import { SyncSession } from '../protocol/sync-session.ts'
import { watchToken } from '../protocol/token-clock.ts'
import { servedDeployment } from './served-deployment.ts'
import { StreamSink } from './stream-sink.ts'
import { writeKeyOf } from './write-key.ts'

export interface SyncStreamOptions {
  config: ServiceConfig
  deployments: Deployments
  tokens: TokenVerifier
  writeCheckpoints: WriteCheckpoints
  log: Log
  signal: AbortSignal
}

/** `POST /sync/stream` */
export function syncStream({ config, deployments, tokens, writeCheckpoints, log, signal: stopping }: SyncStreamOptions): Handler {
  const encoders = { bson: new LineEncoder(new BsonLines()), ndjson: new LineEncoder(new NdjsonLines()) }
  const pieces = new CompressedPieces()
  return async ({ request, response, parameters }) => {
    const asked = parseStreamRequest(parameters)
    const identity = await tokens.verify(request.headers.authorization)
    const { store, config: syncConfig, signal: retired } = await servedDeployment(deployments)
    const querier = syncConfig.querier({
      token: identity.payload,
      connectionParameters: asked.parameters,
      includeDefaults: asked.includeDefaults,
      subscriptions: asked.subscriptions,
    })
    const coding = negotiateEncoding(header(request.headers['accept-encoding']))
    const encoding = coding === 'gzip' ? new GzipEncoding(pieces) : coding === 'zstd' ? new ZstdEncoding(pieces) : identityEncoding
    const sink = new StreamSink(response, encoders[negotiateFormat(request.headers.accept)], encoding, asked.rawData)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const session = new SyncSession({
      store, querier, writeCheckpoints, sink,
      positions: asked.positions,
      limits: config.limits,
      writeKey: writeKeyOf(identity.userId, asked.clientId),
    })
    const started = Date.now()
    log.debug('Sync stream started', { user_id: identity.userId, client_id: asked.clientId, user_agent: request.headers['x-user-agent'] ?? request.headers['user-agent'], ...asked.appMetadata })
    const stopClock = watchToken({
      expiresAt: identity.expiresAt,
      tell: seconds => void sink.send([{ token_expires_in: seconds }]).catch(() => undefined),
      expire: () => gone.abort(),
    })
    try {
      if (!gone.signal.aborted) await session.run(AbortSignal.any([gone.signal, retired, stopping]))
      await sink.end()
    }
    finally {
      stopClock()
      log.info('Sync stream complete', { user_id: identity.userId, client_id: asked.clientId, stream_ms: Date.now() - started, data_sent: sink.bytes })
    }
  }
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value
}
