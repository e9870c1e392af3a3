import type { H3Event } from 'h3'
import type { RequestEntry } from '../../shared/inspector/server-report.ts'
import { getRequestURL } from 'h3'
import { redactedPath, requestId } from '../http/request-log.ts'

const kept = 1000

/** The last thousand calls of the API, in this process' memory: no bodies, no queries. */
const entries: RequestEntry[] = []
let next = 0

export function noteRequest(entry: RequestEntry): void {
  entries[next] = entry
  next = (next + 1) % kept
}

export function requestEntry(event: H3Event, milliseconds: number): RequestEntry {
  return {
    at: new Date(Date.now() - milliseconds).toISOString(),
    request_id: requestId(event),
    method: event.method,
    path: redactedPath(getRequestURL(event).pathname),
    status: event.node.res.statusCode,
    milliseconds: Math.round(milliseconds),
  }
}

/** The slowest of them, the slowest first. */
export function slowestRequests(limit: number): { counted: number, slowest: RequestEntry[] } {
  return { counted: entries.length, slowest: [...entries].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, limit) }
}
