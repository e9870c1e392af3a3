import type { Kysely } from 'kysely'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Database } from '../../server/database/schema.ts'
import type { Upload } from '../../server/uploads/read-upload.ts'
import type { UploadResult } from '../../shared/write-codes.ts'
import { createServer } from 'node:http'
import { applyUpload } from '../../server/uploads/apply-upload.ts'
import { readUpload } from '../../server/uploads/read-upload.ts'
import { close, listen } from './server-app.ts'

/** One upload request that was applied, with the answers it got. */
export interface AppliedUpload {
  readonly userId: string
  readonly upload: Upload
  readonly results: UploadResult[]
}

export interface AppBackend {
  readonly url: string
  /** Every request in the order in which they were answered, repeats included. */
  readonly applied: AppliedUpload[]
  /** The next upload of this person is applied, and the connection breaks before the answer. */
  loseNextAnswer(userId: string): void
  stop(): Promise<void>
}

/**
 * The two endpoints that the connector calls, with the app's own reading and applying of uploads behind them. Who calls is said by the
 * `authorization` header: sessions are tested elsewhere.
 */
export async function startAppBackend(db: Kysely<Database>, syncEndpoint: string, token: (userId: string) => Promise<string>): Promise<AppBackend> {
  const applied: AppliedUpload[] = []
  const lost = new Set<string>()
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify({ message: String(error) }))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const userId = request.headers.authorization ?? ''
    if (request.url === '/api/powersync/credentials') {
      const expires = new Date(Date.now() + 300_000).toISOString()
      return json(response, { endpoint: syncEndpoint, token: await token(userId), expires_at: expires, user_id: userId })
    }
    const body = await read(request)
    const upload = readUpload(JSON.parse(body), Buffer.byteLength(body))
    const results = await applyUpload(db, userId, upload)
    applied.push({ userId, upload, results })
    if (lost.delete(userId)) return void response.destroy()
    json(response, { results })
  }

  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    applied,
    loseNextAnswer: userId => void lost.add(userId),
    stop: () => close(server),
  }
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
