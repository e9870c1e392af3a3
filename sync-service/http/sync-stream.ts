import type { BodyEncoding, CompressedPieces } from '../protocol/compression.ts'
import type { Encoders } from './encoders.ts'
import type { Handler } from './exchange.ts'
import type { SyncStreamOptions } from './open-session.ts'
import { GzipEncoding, ZstdEncoding, identityEncoding } from '../protocol/compression.ts'
import { negotiateEncoding, negotiateFormat } from '../protocol/negotiation.ts'
import { parseStreamRequest } from '../protocol/stream-request.ts'
import { runSession } from './open-session.ts'
import { StreamSink } from './stream-sink.ts'

/** `POST /sync/stream` */
export function syncStream(options: SyncStreamOptions, encoders: Encoders): Handler {
  return async ({ request, response, parameters }) => {
    const asked = parseStreamRequest(parameters)
    const identity = await options.tokens.verify(request.headers.authorization)
    const encoding = encodingOf(header(request.headers['accept-encoding']), encoders.pieces)
    const sink = new StreamSink(response, encoders[negotiateFormat(request.headers.accept)], encoding, asked.rawData, options.metrics)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    try {
      const userAgent = header(request.headers['x-user-agent']) ?? request.headers['user-agent']
      await runSession(options, { asked, identity, sink, keepalives: true, userAgent, gone: gone.signal })
      await sink.end()
    }
    finally {
      encoding.close()
    }
  }
}

function encodingOf(acceptEncoding: string | undefined, pieces: CompressedPieces): BodyEncoding {
  const coding = negotiateEncoding(acceptEncoding)
  if (coding === 'zstd') return new ZstdEncoding()
  return coding === 'gzip' ? new GzipEncoding(pieces) : identityEncoding
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value
}
