import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { hashesOf } from '../../server/http/content-policy.ts'
import { nextRelease } from './next-release.ts'
import type { Release } from './next-release.ts'

/** A door before the app that a test can shut, and behind which the next version can stand. */
export interface Gate {
  readonly origin: string
  /** From now on nobody answers at this address, as if there were no server. Open connections end. */
  shut(): Promise<void>
  open(): Promise<void>
  /** Puts the next version in the app's place: every file has another name and the scripts' text is changed. */
  release(change: (script: string) => string): Promise<void>
  /** Answers this path so from now on, instead of the app; `never`: takes the request and says nothing. Undefined: the app again. */
  answer(path: string, instead: Answer | 'never' | undefined): void
  stop(): Promise<void>
}

export interface Answer {
  readonly status?: number
  readonly type?: string
  readonly body: string
}

/** @param onRequest sees every request that arrives */
export async function startGate(upstream: string, onRequest?: (request: IncomingMessage) => void): Promise<Gate> {
  const answers = new Map<string, Answer | 'never'>()
  let release: Release | undefined
  let server = createServer(pass)
  await listening(server, 0)
  const { port } = server.address() as AddressInfo

  function pass(from: IncomingMessage, to: ServerResponse) {
    const path = from.url ?? '/'
    onRequest?.(from)
    const own = answers.get(path.replace(/\?.*/, ''))
    if (own === 'never') return
    if (own) return void to.writeHead(own.status ?? 200, { 'content-type': own.type ?? 'text/plain' }).end(own.body)
    const upstreamPath = release ? release.upstreamPath(path) : path
    if (upstreamPath === undefined) return void to.writeHead(404).end()
    // Whole answers in plain text: what the browser has of the first version is no longer the same.
    const { 'if-none-match': _match, 'if-modified-since': _since, ...unconditional } = from.headers
    const headers = release ? { ...unconditional, 'accept-encoding': 'identity' } : from.headers
    const onwards = request(new URL(upstream), { path: upstreamPath, method: from.method, headers }, (answer) => {
      if (release?.changes(answer.headers['content-type'])) return void changed(answer, to, release)
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
      answer.once('error', () => to.destroy())
    })
    onwards.once('error', () => to.destroy())
    to.once('close', () => onwards.destroy())
    from.pipe(onwards)
  }

  return {
    origin: `http://localhost:${port}`,
    async shut() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
    async open() {
      server = createServer(pass)
      await listening(server, port)
    },
    async release(change) {
      release = await nextRelease(upstream, change)
    },
    answer(path, instead) {
      if (instead) answers.set(path, instead)
      else answers.delete(path)
    },
    async stop() {
      server.closeAllConnections()
      if (server.listening) server.close()
    },
  }
}

async function listening(server: Server, port: number) {
  server.listen(port, 'localhost')
  await once(server, 'listening')
}

async function changed(answer: IncomingMessage, to: ServerResponse, release: Release) {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const text = release.text(Buffer.concat(chunks).toString(), answer.headers['content-type'] ?? '')
  const { 'content-length': _length, etag: _etag, 'last-modified': _modified, ...headers } = answer.headers
  const policy = headers['content-security-policy']
  // The shell's names its scripts by their hashes.
  if (typeof policy === 'string') headers['content-security-policy'] = policy.replace(/'sha256-.*?'(?: 'sha256-.*?')*/, hashesOf(text).join(' '))
  to.writeHead(answer.statusCode ?? 502, headers).end(text)
}
