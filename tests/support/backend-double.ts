import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'

export interface ReceivedUpload {
  client_id: string
  transactions: Array<{ id: number, ops: Array<Record<string, unknown>> }>
}

export interface Answer {
  status: number
  body: unknown
}

export interface BackendDouble {
  url: string
  uploads: ReceivedUpload[]
  close: () => Promise<void>
}

/** An HTTP server that notes what the connector sends and answers what the test says: the wire is real, the rules are not here. */
export async function startBackendDouble(answer: (path: string, body: ReceivedUpload | null) => Answer): Promise<BackendDouble> {
  const uploads: ReceivedUpload[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const body = text === '' ? null : JSON.parse(text) as ReceivedUpload
      if (body) uploads.push(body)
      const { status, body: answered } = answer(request.url ?? '', body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    uploads,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
