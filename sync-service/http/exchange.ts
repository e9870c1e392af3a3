import type { IncomingMessage, ServerResponse } from 'node:http'
import { ServiceError } from '../protocol/service-error.ts'

const LARGEST_BODY = 1024 * 1024

/** One request and its response. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  /** Path, query and JSON body together, as the reference service reads parameters. */
  parameters: Record<string, unknown>
  /** The body as it came. */
  text: string
}

export type Handler = (exchange: Exchange) => Promise<void>

/** Reads the body. One that is not JSON counts as no parameters; broken JSON and more than 1 MiB are refused. */
export async function readBody(request: IncomingMessage): Promise<{ text: string, json: unknown }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: unknown = chunk
    if (!Buffer.isBuffer(bytes)) continue
    size += bytes.length
    if (size > LARGEST_BODY) throw new ServiceError(413, 'FST_ERR_CTP_BODY_TOO_LARGE', 'Request body is too large')
    chunks.push(bytes)
  }
  const text = Buffer.concat(chunks).toString()
  const isJson = /^application\/(?:[\w.+-]+\+)?json\b/.test(request.headers['content-type'] ?? '')
  if (!isJson || text === '') return { text, json: undefined }
  try {
    return { text, json: JSON.parse(text) }
  }
  catch {
    throw new ServiceError(400, 'FST_ERR_CTP_INVALID_JSON_BODY', 'Body is not valid JSON but content-type is set to \'application/json\'')
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length })
  response.end(bytes)
}

/** `{data: …}` */
export function sendData(response: ServerResponse, data: unknown): void {
  sendJson(response, 200, { data })
}

/** `{error: …}` */
export function sendError(response: ServerResponse, error: ServiceError): void {
  sendJson(response, error.status, { error })
}
