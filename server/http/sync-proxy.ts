import type { H3Event } from 'h3'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { ApiError } from './api-error.ts'

/** What clients of the sync service call; the rest of it (its admin interface above all) is not for the public. */
const publicPaths = new Set([
  'sync/stream',
  'sync/checkpoint-request',
  'write-checkpoint.json',
  'write-checkpoint2.json',
  'probes/liveness',
  'probes/readiness',
  'probes/startup',
])

export function isPublicSyncPath(path: string): boolean {
  return publicPaths.has(path)
}

// Sync streams stay open for hours: no limit on sockets and no time-out on a quiet one.
const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) }

/**
 * Passes a request on to the sync service and its answer back as it comes: byte by byte, with its status and encoding, for as
 * long as both sides stay. When one goes, the other is let go.
 * @param through what the answer's bytes pass on their way
 * @throws {ApiError} 502 where the sync service cannot be reached
 */
export async function passToSyncService(event: H3Event, target: URL, through = (answer: Readable): Readable => answer): Promise<null> {
  const { req, res } = event.node
  const answer = await openUpstream(event, target)
  if (!answer) return null
  res.writeHead(answer.statusCode ?? 502, passable(answer.headers))
  res.flushHeaders()
  try {
    await pipeline(through(answer), res)
  }
  catch (error) {
    // Either side may leave at any time: that is how a stream ends.
    if (!isGoodbye(error)) throw error
  }
  finally {
    answer.destroy()
    if (!req.complete) req.destroy()
  }
  return null
}

/** The answer as soon as its head is there; undefined where the client did not wait for it. */
function openUpstream(event: H3Event, target: URL): Promise<IncomingMessage | undefined> {
  const { req, res } = event.node
  const secure = target.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const upstream = (secure ? httpsRequest : httpRequest)(target, {
      method: req.method,
      headers: { ...passable(req.headers), host: target.host },
      agent: secure ? agents['https:'] : agents['http:'],
    })
    upstream.once('response', resolve)
    upstream.once('error', cause => reject(new ApiError(502, 'sync_unavailable', 'The sync service cannot be reached at the moment.', { retryAfter: 5, cause })))
    res.once('close', () => {
      resolve(undefined)
      upstream.destroy()
    })
    req.pipe(upstream)
  })
}

/** Headers that belong to one connection only, and our session cookie, which the sync service has no business with. */
const own = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'cookie', 'set-cookie', 'host'])

function passable(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !own.has(name)))
}

function isGoodbye(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED'].includes(String(error.code))
}
