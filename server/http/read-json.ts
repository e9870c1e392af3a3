import type { H3Event } from 'h3'
import { setResponseHeader } from 'h3'
import { ApiError } from './api-error.ts'

export interface JsonBody {
  readonly value: unknown
  readonly bytes: number
}

/**
 * Reads a JSON body of at most `maxBytes`; what is longer is not read to its end.
 * @throws {ApiError} 413 or 400
 */
export async function readJson(event: H3Event, maxBytes: number): Promise<JsonBody> {
  const body = await readBytes(event, maxBytes)
  try {
    return { value: JSON.parse(body.toString('utf8')), bytes: body.length }
  }
  catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) throw new ApiError(400, 'not_json', 'The body is not JSON.', { field: 'body' })
    throw error
  }
}

/** @throws {ApiError} 413 */
export async function readBytes(event: H3Event, maxBytes: number): Promise<Buffer> {
  const { req } = event.node
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(event, maxBytes)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) return chunks.push(chunk)
      req.pause()
      req.removeAllListeners('data')
      reject(tooLarge(event, maxBytes))
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
  })
}

/** The rest of the body is not waited for: the connection closes after the answer. */
function tooLarge(event: H3Event, maxBytes: number): ApiError {
  setResponseHeader(event, 'connection', 'close')
  return new ApiError(413, 'too_large', `body: the most is ${maxBytes} bytes.`, { field: 'body' })
}
